package assay.lib.value;

import java.util.Map;

/**
 * What an experiment found: named, typed fields as the verb's table declares them.
 *
 * @param verb the verb that made it
 */
public record Result(String verb, Map<String, Value> fields) implements Value {}
