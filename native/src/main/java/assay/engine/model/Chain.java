package assay.engine.model;

import assay.engine.Tensor;
import java.util.List;

/** Several that listen, one after another; each is given what the one before has made of it. */
record Chain(List<Taps> taps) implements Taps {
    @Override
    public Tensor tap(Point point, int layer, Tensor x) {
        for (Taps each : taps) x = each.tap(point, layer, x);
        return x;
    }

    @Override
    public Tensor tap(Point point, int layer, int sequence, Tensor x) {
        for (Taps each : taps) x = each.tap(point, layer, sequence, x);
        return x;
    }

    @Override
    public boolean wants(Point point, int layer) {
        return taps.stream().anyMatch(each -> each.wants(point, layer));
    }
}
