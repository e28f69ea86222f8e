package assay.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.DType;
import assay.engine.EngineException;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.cpu.CpuEngine;
import assay.engine.io.RawTensor;
import assay.engine.io.Safetensors;
import assay.engine.io.SafetensorsWriter;
import assay.engine.io.SafetensorsWriter.Item;
import assay.engine.io.Weights;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose matrices are packed as mxfp4, against the same model with the unpacked matrices. */
class Mxfp4ModelTest {
    private static final Path DENSE = Path.of("src/test/resources/reference/llama-classic-bf16/model");
    private static final Quantization MXFP4 = new Quantization(Quantization.Mode.MXFP4, 32, 4);

    @TempDir
    Path packedModel;

    @TempDir
    Path plainModel;

    private final List<Item> packedItems = new ArrayList<>();
    private final List<Item> plainItems = new ArrayList<>();

    private void repack(CpuEngine engine, DType scales) {
        try (Scope _ = engine.scope()) {
            for (Path shard : Weights.files(DENSE))
                for (RawTensor raw : Safetensors.open(shard, Arena.ofAuto()).values()) {
                    Tensor tensor = engine.load(raw);
                    if (tensor.rank() == 2) matrix(engine, raw.name().replace(".weight", ""), tensor, scales);
                    else for (List<Item> items : List.of(packedItems, plainItems)) items.add(plain(raw.name(), tensor));
                }
        }
    }

    private void matrix(CpuEngine engine, String module, Tensor tensor, DType scales) {
        Packed packed = engine.quantize(tensor, MXFP4);
        plainItems.add(plain(module + ".weight", engine.dequantize(packed)));
        packedItems.add(bytes(module + ".weight", DType.U32, packed.weight()));
        packedItems.add(bytes(module + ".scales", scales, packed.scales()));
    }

    private static Item plain(String name, Tensor tensor) {
        return SafetensorsWriter.floats(name, tensor.shape(), tensor.floats());
    }

    private static Item bytes(String name, DType dtype, Tensor tensor) {
        int[] values = tensor.ints();
        ByteBuffer buffer = ByteBuffer.allocate(values.length * dtype.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values)
            if (dtype == DType.U8) buffer.put((byte) value);
            else if (dtype == DType.U32) buffer.putInt(value);
            else buffer.putShort((short) value);
        return new Item(name, dtype, tensor.shape(), out -> out.write(buffer.array()));
    }

    private void write() throws IOException {
        String config = Files.readString(DENSE.resolve("config.json"));
        Files.writeString(plainModel.resolve("config.json"), config);
        Files.writeString(
                packedModel.resolve("config.json"),
                config.replaceFirst("\\{", "{\"quantization\": {\"mode\": \"mxfp4\"},"));
        SafetensorsWriter.write(plainModel.resolve("model.safetensors"), plainItems, Map.of());
        SafetensorsWriter.write(packedModel.resolve("model.safetensors"), packedItems, Map.of());
    }

    @Test
    void computesWithWhatItUnpacks() throws IOException {
        try (CpuEngine engine = new CpuEngine()) {
            repack(engine, DType.U8);
            write();
            int[] text = {1, 20, 3, 40, 5, 60, 7};
            try (Decoder packed = Decoder.open(packedModel, "packed", engine);
                    Decoder plain = Decoder.open(plainModel, "plain", engine);
                    KvCache a = packed.cache();
                    KvCache b = plain.cache()) {
                float[][] logits = ReferenceModelsTest.read(packed, a, text);
                float[][] expected = ReferenceModelsTest.read(plain, b, text);
                for (int t = 0; t < text.length; t++)
                    assertThat(logits[t]).usingComparatorWithPrecision(1e-4f).containsExactly(expected[t]);
            }
        }
    }

    @Test
    void namesScalesOfAnotherType() throws IOException {
        try (CpuEngine engine = new CpuEngine()) {
            repack(engine, DType.BF16);
            write();
            assertThatThrownBy(() -> Decoder.open(packedModel, "packed", engine))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(
                            "`model.embed_tokens.scales` in model.safetensors holds BF16 where config.json asks for U8");
        }
    }
}
