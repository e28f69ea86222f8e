package assay.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read by what the GGUF specification says, not by what wrote it. */
class ControlVectorFileTest {
    @TempDir
    Path directory;

    @Test
    void readsBackAsGguf() throws IOException {
        Path file = directory.resolve("v.gguf");
        float[][] vectors = new float[3][5];
        for (int layer = 0; layer < 3; layer++) for (int i = 0; i < 5; i++) vectors[layer][i] = 10 * layer + i;
        ControlVectorFile.write(file, "qwen2", vectors);

        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(new String(magic, StandardCharsets.UTF_8)).isEqualTo("GGUF");
        assertThat(in.getInt()).isEqualTo(3);
        long tensors = in.getLong();
        assertThat(tensors).isEqualTo(2);
        long entries = in.getLong();
        Map<String, Object> metadata = new HashMap<>();
        for (long i = 0; i < entries; i++) {
            String key = text(in);
            int type = in.getInt();
            metadata.put(key, type == 8 ? text(in) : (Object) in.getInt());
        }
        assertThat(metadata)
                .containsEntry("general.architecture", "controlvector")
                .containsEntry("controlvector.model_hint", "qwen2")
                .containsEntry("controlvector.layer_count", 2);
        Map<String, Long> offsets = new HashMap<>();
        for (long i = 0; i < tensors; i++) {
            String name = text(in);
            assertThat(in.getInt()).isEqualTo(1);
            assertThat(in.getLong()).isEqualTo(5);
            assertThat(in.getInt()).isZero();
            offsets.put(name, in.getLong());
        }
        int data = (in.position() + 31) / 32 * 32;
        assertThat(offsets).containsOnlyKeys("direction.1", "direction.2");
        offsets.forEach((name, offset) -> {
            assertThat(offset % 32).isZero();
            int layer = Integer.parseInt(name.substring("direction.".length()));
            for (int i = 0; i < 5; i++)
                assertThat(in.getFloat((int) (data + offset) + 4 * i)).isEqualTo(vectors[layer][i]);
        });
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[(int) in.getLong()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
