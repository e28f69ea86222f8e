package assay.engine.text;

import java.util.Random;

/** Random texts that touch what tokenizers get wrong. */
final class Texts {
    private Texts() {}

    private static final String[] PARTS = {
        "the",
        "The quick",
        "and",
        " ",
        "  ",
        "   ",
        "\n",
        "\n\n",
        " \n",
        "\r\n",
        "\t",
        "1",
        "42",
        "12345",
        "٣٤",
        "½",
        "'s",
        "'S",
        "'re",
        "I'll",
        "don't",
        "'ſ",
        ".",
        "...",
        "!?",
        "(",
        ")",
        "_",
        "-",
        "/",
        "#",
        "$",
        "é",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "Ω",
        "\u0301",
        "你好",
        "世界",
        "。",
        "日本",
        "か\u3099",
        "한국",
        "हिन्दी",
        "العربية",
        "שלום",
        "😀",
        "👩‍👩‍👧",
        "\u00a0",
        "\u0085",
        "\u2028",
        "\u3000",
        "\ufeff",
        "\u200b",
        "\u200d",
        "\u180e",
        "▁",
        "▁▁",
        "Ġ",
        "<0x41>",
        "<s>",
        "</s>",
        "<unk>",
        "<bos>",
        "<|im_start|>",
        "<|im_end|>",
        "<|begin_of_text|>",
        "<|eot_id|>",
        "<start_of_turn>",
        "<tool_call>",
        "ⅷ",
        "①",
        "\u0000",
        "\u001f",
        "def f(x): return x",
        "aaaaaaaa",
        "AbCdE"
    };

    static String mixed(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(13); left > 0; left--) {
            switch (random.nextInt(8)) {
                case 0 -> random.ints(random.nextInt(9), 'a', 'e' + 1).forEach(text::appendCodePoint);
                case 1 -> random.ints(random.nextInt(5), 0x20, 0x500).forEach(text::appendCodePoint);
                case 2 -> random.ints(random.nextInt(4), 0x4e00, 0x4f00).forEach(text::appendCodePoint);
                default -> text.append(PARTS[random.nextInt(PARTS.length)]);
            }
        }
        return text.toString();
    }
}
