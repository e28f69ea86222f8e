package assay.lib.verb;

/** A field of a result that scripts can read. */
public record Field(String name, Type type, String help) {}
