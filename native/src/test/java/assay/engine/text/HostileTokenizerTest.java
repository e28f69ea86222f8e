package assay.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files nobody should trust: one clear sentence, whatever they hold. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTokenizerTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[]; expected an object",
                "{}; no 'model'",
                "{'model':7}; 'model'",
                "{'model':{}}; 'vocab'",
                "{'model':{'type':'Unigram','vocab':[]}}; Unigram",
                "{'model':{'vocab':[],'merges':[]}}; 'vocab'",
                "{'model':{'vocab':{'a':'b'},'merges':[]}}; whole number",
                "{'model':{'vocab':{'a':-1},'merges':[]}}; from 0",
                "{'model':{'vocab':{'a':2147483648},'merges':[]}}; from 0",
                "{'model':{'vocab':{'a':2147483647},'merges':[]}}; from 0",
                "{'model':{'vocab':{'a':99999999999999999999},'merges':[]}}; from 0",
                "{'model':{'vocab':{'a':1.5},'merges':[]}}; whole number",
                "{'model':{'vocab':{'a':0,'a':1},'merges':[]}}; twice",
                "{'model':{'vocab':{'a':0,'b':0},'merges':[]}}; stands for",
                "{'added_tokens':[{'id':0,'content':'x'}],'model':{'vocab':{'a':0},'merges':[]}}; stands for",
                "{'added_tokens':[{'id':1,'content':'a'}],'model':{'vocab':{'a':0},'merges':[]}}; has the ids",
                "{'added_tokens':[{'id':-1,'content':'x'}],'model':{'vocab':{'a':0},'merges':[]}}; added_tokens[0] id",
                "{'added_tokens':[{'content':'x'}],'model':{'vocab':{'a':0},'merges':[]}}; lacks the field 'id'",
                "{'added_tokens':{},'model':{'vocab':{'a':0},'merges':[]}}; must be a list",
                "{'added_tokens':[{'id':5,'content':'x','special':'yes'}],'model':{'vocab':{'a':0},'merges':[]}}; true or false",
                "{'model':{'vocab':{'a':0},'merges':['a']}}; merges[0]",
                "{'model':{'vocab':{'a':0},'merges':['a b c']}}; merges[0]",
                "{'model':{'vocab':{'a':0},'merges':[['a']]}}; merges[0]",
                "{'model':{'vocab':{'a':0},'merges':[['a','a','a']]}}; merges[0]",
                "{'model':{'vocab':{'a':0},'merges':[[1,2]]}}; merges[0]",
                "{'model':{'vocab':{'a':0},'merges':[7]}}; merges[0]",
                "{'model':{'vocab':{'a':0},'merges':['a a']}}; not in the vocabulary",
                "{'model':{'vocab':{'a':0},'merges':['b a']}}; not in the vocabulary",
                "{'model':{'vocab':{'a':0},'merges':[],'unk_token':'u'}}; unk_token",
                "{'model':{'vocab':{'a':0},'merges':[],'dropout':0.1}}; dropout",
                "{'model':{'vocab':{'a':0},'merges':[],'end_of_word_suffix':'</w>'}}; end_of_word_suffix",
                "{'model':{'vocab':{'a':0},'merges':[]},'normalizer':{'type':'Precompiled'}}; Precompiled",
                "{'model':{'vocab':{'a':0},'merges':[]},'normalizer':{'type':7}}; must be a string",
                "{'model':{'vocab':{'a':0},'merges':[]},'normalizer':[]}; normalizer",
                "{'model':{'vocab':{'a':0},'merges':[]},'pre_tokenizer':{'type':'BertPreTokenizer'}}; BertPreTokenizer",
                "{'model':{'vocab':{'a':0},'merges':[]},'decoder':{'type':'WordPiece'}}; WordPiece",
                "{'model':{'vocab':{'a':0},'merges':[]},'post_processor':{'type':'BertProcessing'}}; BertProcessing",
                "{'model':{'vocab':{'a':0},'merges':[]},'pre_tokenizer':{'type':'Split','pattern':{'Regex':'('},'behavior':'Isolated'}}; regular expression",
                "{'model':{'vocab':{'a':0},'merges':[]},'pre_tokenizer':{'type':'Split','pattern':{'Regex':'a{99999}'},'behavior':'Isolated'}}; repetition",
                "{'model':{'vocab':{'a':0},'merges':[]},'pre_tokenizer':{'type':'Split','pattern':{'Regex':'((a{99}){99}){99}'},'behavior':'Isolated'}}; repetition",
                "{'model':{'vocab':{'a':0},'merges':[]},'pre_tokenizer':{'type':'Split','pattern':{'Regex':'a'},'behavior':'Odd'}}; Odd",
                "{'model':{'vocab':{'a':0},'merges':[]}; JSON",
                "{'model':{'vocab':{'a':0},'merges':; JSON",
                "nothing; JSON",
            })
    void whatIsWrongIsNamed(String json, String named) throws IOException {
        write(json.replace('\'', '"'));
        assertThatThrownBy(() -> Tokenizers.open(directory))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("tokenizer.json")
                .hasMessageContaining(named);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Tokenizers.open(directory))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("tokenizer.json does not exist");
    }

    @Test
    void mergesInCirclesEnd() throws IOException {
        write("{\"model\":{\"vocab\":{\"a\":0,\"aa\":1,\"aaa\":2,\"aaaa\":3},"
                + "\"merges\":[\"a a\",\"aa a\",\"a aa\",\"aa aa\",\"a a\",\"aaa a\"]}}");
        assertThat(Tokenizers.open(directory).encode("a".repeat(100_000), false))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|aa)+b", "(?:a?){30}a{30}b", "(a*)*b", "(.*)(.*)(.*)(.*)(.*)b", "(?=(a+)+b)a"})
    void patternsThatBacktrackWithoutEndAreErrors(String regex) throws IOException {
        write(
                "{\"model\":{\"vocab\":{\"a\":0},\"merges\":[]},\"pre_tokenizer\":{\"type\":\"Split\",\"behavior\":\"Isolated\","
                        + "\"pattern\":{\"Regex\":\"" + regex + "\"}}}");
        Tokenizer tokenizer = Tokenizers.open(directory);
        assertThatThrownBy(() -> tokenizer.encode("a".repeat(100_000), false))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("pre_tokenizer");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "\n", "é", " a", "1", "'s", "a\u0301", "!", " \n", "\u3000"})
    void longTextsOfOneKindWork(String part) {
        for (Path model : Places.SMALL_MODELS.subList(0, 3)) {
            Tokenizer tokenizer = Tokenizers.open(Places.present(model));
            String text = part.repeat(200_000 / part.length());
            int[] ids = tokenizer.encode(text, false);
            assertThat(tokenizer.decode(ids, false))
                    .hasSameSizeAs(tokenizer.decode(
                            tokenizer.encodeBytes(tokenizer.decode(ids, false).getBytes(StandardCharsets.UTF_8)),
                            false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":", "{\"normalizer\":", "{\"model\":{\"merges\":", "{\"added_tokens\":"})
    void hugeNestedArraysAreRefused(String before) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file()))) {
            out.write(before.getBytes(StandardCharsets.UTF_8));
            byte[] open = "[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                out.write(open);
            }
        }
        assertThatThrownBy(() -> Tokenizers.open(directory)).isInstanceOf(EngineException.class);
    }

    @Test
    void hugeFlatArraysAreRefused() throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file()))) {
            out.write("{\"normalizer\":[".getBytes(StandardCharsets.UTF_8));
            byte[] many = "[],".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                out.write(many);
            }
        }
        assertThatThrownBy(() -> Tokenizers.open(directory))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void truncatedAndDamagedFilesNeverCrash() throws IOException {
        byte[] whole = Files.readAllBytes(Places.RESOURCES.resolve("gemma_like/tokenizer.json"));
        Random random = new Random(5);
        for (int i = 0; i < Places.tries(); i++) {
            byte[] damaged =
                    java.util.Arrays.copyOf(whole, random.nextBoolean() ? whole.length : random.nextInt(whole.length));
            for (int hits = random.nextInt(4); hits > 0 && damaged.length > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) " {}[]\",:0a".charAt(random.nextInt(10));
            }
            Files.write(file(), damaged);
            try {
                Tokenizer tokenizer = Tokenizers.open(directory);
                tokenizer.decode(tokenizer.encode("the quick brown fox", true), false);
            } catch (EngineException e) {
                assertThat(e).hasMessageContaining("tokenizer.json");
            }
        }
    }

    @Test
    void otherFilesAreNamedToo() throws IOException {
        write("{\"model\":{\"vocab\":{\"a\":0},\"merges\":[]}}");
        for (String name : new String[] {"tokenizer_config.json", "generation_config.json", "config.json"}) {
            Files.writeString(directory.resolve(name), "{\"eos_token\": [1], \"eos_token_id\": -1}");
            assertThatThrownBy(() -> Tokenizers.open(directory))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(name);
            Files.delete(directory.resolve(name));
        }
    }

    private Path file() {
        return directory.resolve("tokenizer.json");
    }

    private void write(String json) throws IOException {
        Files.writeString(file(), json);
    }
}
