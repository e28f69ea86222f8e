package assay.engine.model;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Packed;
import assay.engine.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges low-rank updates into the weights, as mlx-lm's {@code fuse} does: {@code W + (scale b a)}, rounded to the type
 * of W; a packed matrix is unpacked, updated and packed again.
 *
 * @param dequantize whether every packed matrix is left unpacked
 * @param made takes in the tensors that are made
 */
record Fusion(Engine engine, boolean dequantize, List<Tensor> made) {

    /** The matrices that come out different. */
    Map<String, Linear> fuse(Map<String, Linear> linears) {
        Map<String, Linear> fused = new LinkedHashMap<>();
        linears.forEach((module, linear) -> {
            Linear other = fuse(linear);
            if (other != linear) fused.put(module, other);
        });
        return fused;
    }

    private Linear fuse(Linear linear) {
        return switch (linear) {
            case Linear.Dense dense -> dense;
            case Linear.Quantized packed -> dequantize ? unpacked(packed) : packed;
            case Linear.Adapted adapted -> fuse(adapted);
        };
    }

    private Linear unpacked(Linear.Quantized linear) {
        return new Linear.Dense(held(engine.dequantize(linear.packed())), linear.bias());
    }

    /** An adapter on an adapter: the inner one first. */
    private Linear fuse(Linear.Adapted adapted) {
        return switch (adapted.base()) {
            case Linear.Dense dense -> new Linear.Dense(held(sum(dense.weight(), adapted)), dense.bias());
            case Linear.Quantized(Packed packed, Optional<Tensor> bias) -> {
                Tensor weight = sum(engine.dequantize(packed), adapted);
                if (dequantize) yield new Linear.Dense(held(weight), bias);
                Packed again = engine.quantize(weight, packed.how());
                held(again.weight());
                held(again.scales());
                again.biases().ifPresent(this::held);
                yield new Linear.Quantized(again, bias);
            }
            case Linear.Adapted inner ->
                fuse(new Linear.Adapted(fuse(inner), adapted.a(), adapted.b(), adapted.scale()));
        };
    }

    private Tensor sum(Tensor weight, Linear.Adapted adapted) {
        Tensor scaled = engine.multiply(adapted.b(), adapted.scale()); // [out, rank]
        Tensor update = engine.matmul(scaled, adapted.a()); // [out, in]
        DType type = weight.dtype();
        return engine.astype(engine.add(weight, engine.astype(update, type)), type);
    }

    private Tensor held(Tensor tensor) {
        made.add(tensor);
        return tensor;
    }
}
