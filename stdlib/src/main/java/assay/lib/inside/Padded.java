package assay.lib.inside;

import assay.engine.model.Model;
import assay.lib.text.Asking;
import java.util.ArrayList;
import java.util.List;

/**
 * Prompts, their variants, and for each variant a control: the clean prompt made as long by words that have nothing to do
 * with it, on the side where the variant has more text.
 *
 * @param clean token ids
 * @param controls token ids, one for each variant
 * @param exact how many controls have just as many tokens as their variant
 */
record Padded(List<int[]> clean, List<int[]> variants, List<int[]> controls, int exact, int[] prompt) {
    private static final String FILLER =
            "The weather was mild that day and a light wind moved over the fields near the "
                    + "river while people walked along the road and talked about the week before. ";

    static Padded of(Model model, Asking asking, Variants all) {
        List<int[]> variants = asking.prompts(
                model, all.variants().stream().map(Variants.Variant::text).toList());
        List<int[]> controls = new ArrayList<>();
        int exact = 0;
        for (int i = 0; i < variants.size(); i++) {
            Variants.Variant variant = all.variants().get(i);
            controls.add(
                    padded(model, asking, all.prompts().get(variant.prompt()), variant.text(), variants.get(i).length));
            if (controls.getLast().length == variants.get(i).length) exact++;
        }
        return new Padded(
                asking.prompts(model, all.prompts()),
                variants,
                controls,
                exact,
                all.variants().stream().mapToInt(Variants.Variant::prompt).toArray());
    }

    /** The clean prompt of a variant. */
    int cleanOf(int variant) {
        return prompt[variant];
    }

    /** As near to the length as cutting the filler can come; its tokens grow with its characters, with few steps back. */
    private static int[] padded(Model model, Asking asking, String clean, String variant, int length) {
        boolean after = variant.startsWith(clean);
        int[] best = asking.prompts(model, List.of(clean)).getFirst();
        if (best.length >= length) return best;
        StringBuilder filler = new StringBuilder();
        while (tokens(model, asking, clean, filler, after).length < length) filler.append(FILLER);
        int low = 0;
        int high = filler.length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int[] ids = tokens(model, asking, clean, filler.substring(0, middle), after);
            if (ids.length < length) low = middle + 1;
            else high = middle;
        }
        for (int cut = Math.max(0, low - 8); cut <= Math.min(filler.length(), low + 8); cut++) {
            int[] ids = tokens(model, asking, clean, filler.substring(0, cut), after);
            if (Math.abs(ids.length - length) < Math.abs(best.length - length)) best = ids;
        }
        return best;
    }

    private static int[] tokens(Model model, Asking asking, String clean, CharSequence filler, boolean after) {
        String text = filler.toString().strip();
        String whole = text.isEmpty() ? clean : after ? clean + " " + text : text + " " + clean;
        return asking.prompts(model, List.of(whole)).getFirst();
    }
}
