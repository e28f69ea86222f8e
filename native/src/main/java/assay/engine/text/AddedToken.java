package assay.engine.text;

/**
 * A token that is looked for in the text itself, before the model sees it.
 *
 * @param singleWord only where no word character touches it
 * @param lstrip swallow white space on the left
 * @param rstrip swallow white space on the right
 * @param normalized look for it in the normalised text
 * @param special control token: never the text a model writes
 */
record AddedToken(
        int id,
        String content,
        boolean singleWord,
        boolean lstrip,
        boolean rstrip,
        boolean normalized,
        boolean special) {

    static AddedToken read(Json json) {
        boolean special = json.flag("special", false);
        return new AddedToken(
                json.require("id").number(),
                json.require("content").text(),
                json.flag("single_word", false),
                json.flag("lstrip", false),
                json.flag("rstrip", false),
                json.flag("normalized", !special),
                special);
    }
}
