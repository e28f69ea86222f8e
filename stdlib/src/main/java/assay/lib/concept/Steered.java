package assay.lib.concept;

import assay.engine.Engine;
import assay.engine.model.Intervention;
import assay.engine.model.Model;
import assay.engine.model.Rows;
import assay.engine.model.Steering;
import assay.engine.model.Taps;
import assay.lib.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;

/** Steering that knows between which concepts it moves. */
public record Steered(Steering steering, Value.Pair concepts) implements Intervention {

    /** The last steering of a model. */
    public static Optional<Steered> of(Model model) {
        return model.interventions().reversed().stream()
                .filter(Steered.class::isInstance)
                .map(Steered.class::cast)
                .findFirst();
    }

    /** The same layers, mode and strength along random directions of length 1, uniform on the sphere. */
    public Steered random(UniformRandomProvider random) {
        Map<Integer, Steering.Direction> directions = new TreeMap<>();
        steering.directions()
                .forEach((layer, direction) -> directions.put(
                        layer,
                        new Steering.Direction(
                                unit(direction.unit().length, random), unit(direction.to().length, random))));
        return new Steered(new Steering(steering.mode(), steering.alpha(), directions, steering.where()), concepts);
    }

    private static float[] unit(int hidden, UniformRandomProvider random) {
        double[] sampled = UnitSphereSampler.of(random, hidden).sample();
        float[] unit = new float[hidden];
        for (int i = 0; i < hidden; i++) unit[i] = (float) sampled[i];
        return unit;
    }

    @Override
    public Taps taps(Engine engine, Rows rows) {
        return steering.taps(engine, rows);
    }
}
