package assay.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final String GOOD =
            "{\"__metadata__\":{\"format\":\"mlx\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                    + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[24,28]}}";

    private static byte[] file(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        return file.array();
    }

    private static Map<String, RawTensor> read(byte[] file) {
        return Safetensors.read("m.safetensors", MemorySegment.ofArray(file));
    }

    @Test
    void findsTensors() {
        Map<String, RawTensor> tensors = read(file(GOOD, 28));
        assertThat(tensors).containsOnlyKeys("a", "b");
        assertThat(tensors.get("a").shape()).containsExactly(2, 3);
        assertThat(tensors.get("b").data().byteSize()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]}}|20|lies at bytes 0 to 24, but the file holds 20",
                "{'a':{'dtype':'F32','shape':[2,3],'data_offsets':[4,24]}}|24|has 20 bytes, but its shape needs 24",
                "{'a':{'dtype':'F32','shape':[2,3],'data_offsets':[-4,20]}}|24|lies at bytes -4 to 20",
                "{'a':{'dtype':'F32','shape':[2,-3],'data_offsets':[0,24]}}|24|impossible dimension -3",
                "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,24]}}|24|impossible dimension 2.5",
                "{'a':{'dtype':'F32','shape':[2000000000,2000000000,2000000000],'data_offsets':[0,24]}}|24|impossibly large",
                "{'a':{'dtype':'F32','shape':[9223372036854775807],'data_offsets':[0,24]}}|24|impossible dimension",
                "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,24]}}|24|has the type F64; Assay reads F32",
                "{'a':{'shape':[3],'data_offsets':[0,24]}}|24|has the type (none)",
                "{'a':{'dtype':'F32','data_offsets':[0,24]}}|24|has no shape",
                "{'a':{'dtype':'F32','shape':[6],'data_offsets':[0]}}|24|has no pair of data_offsets",
                "{'a':7}|24|has the type (none)",
                "{'a':{'dtype':'F32','shape':[6],'data_offsets':[0,24]},'b':{'dtype':'F32','shape':[6],'data_offsets':[20,44]}}|44|`b` in m.safetensors overlaps tensor `a`",
                "{'a':{'dtype':'F32','shape':[6],'data_offsets':[0,24]},'a':{'dtype':'F32','shape':[6],'data_offsets':[0,24]}}|24|Duplicate",
                "[1,2]|0|holds no JSON object",
                "{'a':|0|not readable JSON",
            })
    void refuses(String header, int dataBytes, String sentence) {
        assertThatThrownBy(() -> read(file(header.replace('\'', '"'), dataBytes)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining("m.safetensors");
    }

    @Test
    void refusesAbsurdHeaderSizes() {
        for (long size : new long[] {-1, 0, 1, 1L << 62, 100_000_001, 25}) {
            byte[] file = ByteBuffer.allocate(32)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(size)
                    .array();
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("m.safetensors");
        }
        assertThatThrownBy(() -> read(new byte[5])).hasMessageContaining("too short");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> read(file(deep, 0)))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("exceeds the maximum allowed (32)");
    }

    /** Whatever a byte is changed to, the answer is tensors inside the file or one sentence. */
    @Property(tries = 2000)
    void neverFailsOtherwise(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
        byte[] file = file(GOOD, 28);
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        try {
            read(file).values().forEach(t -> assertThat(t.data().byteSize()).isLessThanOrEqualTo(28));
        } catch (EngineException e) {
            assertThat(e.getMessage()).contains("m.safetensors");
        }
    }
}
