package assay.complete;

import assay.complete.Item.Kind;
import assay.core.Statements;
import assay.files.Adapt;
import assay.files.DataFile;
import assay.files.Load;
import assay.lib.verb.Type;
import java.util.List;
import java.util.stream.Stream;

/** Proposes what can stand in a text that names a file, a directory or a model. */
record Paths(Nearby nearby) {
    private static final String SCRIPT = ".exp";

    /** @param written of the text so far; what is found lies in the directory that it names */
    List<Item> of(Slot slot, String written) {
        return switch (slot) {
            case Slot.Source _ -> Stream.concat(directories(written), models()).toList();
            case Slot.Import _ -> files(written, List.of(SCRIPT));
            case Slot.Argument(var spec, String name, var type, var values)
            when spec == Statements.MODEL && name.equals("adapter")
                    || spec.name().equals(Adapt.SPEC.name()) && name.equals(Adapt.PATH) ->
                directories(written).toList();
            case Slot.Argument(var spec, String name, Type.Table type, var values) -> files(written, DataFile.SUFFIXES);
            case Slot.Piece(var spec, var given, int loose, var told)
            when spec.name().equals(Load.SPEC.name()) -> files(written, DataFile.SUFFIXES);
            case Slot other -> List.of();
        };
    }

    private Stream<Item> models() {
        return nearby.models().stream().map(id -> new Item(Kind.HUB_ID, id, "", "in the hub cache"));
    }

    private Stream<Item> directories(String written) {
        return nearby.below(parent(written)).stream()
                .filter(Nearby.Entry::directory)
                .map(entry -> new Item(Kind.DIRECTORY, parent(written) + entry.name() + "/"));
    }

    private List<Item> files(String written, List<String> suffixes) {
        Stream<Item> files = nearby.below(parent(written)).stream()
                .filter(entry -> !entry.directory() && suffixes.stream().anyMatch(entry.name()::endsWith))
                .map(entry -> new Item(Kind.FILE, parent(written) + entry.name()));
        return Stream.concat(files, directories(written)).toList();
    }

    /** Up to the last slash. */
    private static String parent(String written) {
        return written.substring(0, written.lastIndexOf('/') + 1);
    }
}
