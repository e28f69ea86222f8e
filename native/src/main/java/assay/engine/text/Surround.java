package assay.engine.text;

import assay.engine.EngineException;

/** The special tokens a post-processor puts around a text. */
record Surround(int[] before, int[] after) {
    static final Surround NOTHING = new Surround(new int[0], new int[0]);

    static Surround read(Json json) {
        String type = json.require("type").text();
        return switch (type) {
            case "TemplateProcessing" -> template(json);
            case "ByteLevel" -> NOTHING;
            case "Sequence" -> {
                Surround whole = NOTHING;
                for (Json step : json.require("processors").list()) {
                    Surround next = read(step);
                    whole = new Surround(joined(next.before, whole.before), joined(whole.after, next.after));
                }
                yield whole;
            }
            default ->
                throw json.unsupported("post-processor '" + type + "'", "TemplateProcessing, ByteLevel and Sequence");
        };
    }

    private static Surround template(Json json) {
        Ids before = new Ids();
        Ids after = new Ids();
        boolean seen = false;
        for (Json part : json.require("single").list()) {
            if (part.get("Sequence").isPresent()) {
                if (seen) {
                    throw new EngineException(part.place() + " puts the text in twice, which is not supported.");
                }
                seen = true;
            } else {
                String name = part.require("SpecialToken").require("id").text();
                for (Json id : json.require("special_tokens")
                        .require(name)
                        .require("ids")
                        .list()) {
                    (seen ? after : before).add(id.number());
                }
            }
        }
        if (!seen) {
            throw new EngineException(json.place() + " single must hold the Sequence A.");
        }
        return new Surround(before.toArray(), after.toArray());
    }

    private static int[] joined(int[] a, int[] b) {
        Ids ids = new Ids();
        ids.addAll(a);
        ids.addAll(b);
        return ids.toArray();
    }
}
