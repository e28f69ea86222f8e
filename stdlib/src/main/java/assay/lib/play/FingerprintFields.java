package assay.lib.play;

import assay.lib.verb.Field;
import assay.lib.verb.Type;
import java.util.List;

/** What the fields of a fingerprint mean. */
final class FingerprintFields {
    private FingerprintFields() {}

    static List<Field> all() {
        Type table = new Type.Table();
        Type distance = Type.oneOf(new Type.Real(0, 1), new Type.None());
        return List.of(
                new Field(
                        "tokens",
                        table,
                        "what each player inserted, most frequent first: player, token, text, bytes (hex), count, share, solo_count, solo_share"),
                new Field(
                        "players",
                        table,
                        "per player: insertions, distinct tokens, entropy (nats), the same alone (solo_), entropy_ratio (below 1 where pressure narrows), distance to alone "
                                + "(Jensen-Shannon, nats) with permutation p over replicates, pressure_only and alone_only (numbers of tokens)"),
                new Field(
                        "under_pressure",
                        table,
                        "tokens never inserted alone: player, token, text, bytes, count, share"),
                new Field("alone", table, "tokens inserted alone only: player, token, text, bytes, count, share"),
                new Field("entropy", new Type.Rec(), "entropy of the insertions per player, in nats"),
                new Field(
                        "distance",
                        distance,
                        "Jensen-Shannon distance (square root of nats, at most 0.8326) between the players' insertions, by bytes"),
                new Field(
                        "p",
                        distance,
                        "permutation p of that distance, the players swapped replicate by replicate, equally many insertions drawn from both"),
                new Field(
                        "sources",
                        table,
                        "for players whose training composition is known: player, source, insertions that are distinctive tokens of it, share among those of all sources, "
                                + "training (its share of the training tokens), expected (its share of the distinctive tokens in training), solo_insertions, solo_share; "
                                + "and a row `unassigned`"),
                new Field("warnings", new Type.ListOf(new Type.Text()), "what limits these numbers"));
    }
}
