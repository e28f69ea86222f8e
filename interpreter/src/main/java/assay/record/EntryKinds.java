package assay.record;

import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What kind of file each entry of a zip is said to be, which {@link java.util.zip} does not tell: the Unix mode in the
 * central directory. Links and devices would be unpacked as small text files; whoever packs one means no good.
 */
final class EntryKinds {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_SIZE = 46;
    private static final int LENGTHS = 28; // of name, extra field and comment
    private static final int ATTRIBUTES = 38;
    private static final int COUNT = 10; // in the end record, followed by the directory's size and offset
    private static final int SHORT = 0xffff;
    private static final int KIND = 0xf000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;
    private static final long LARGEST = 64L << 20;

    private EntryKinds() {}

    /** A {@link Failure} if the zip holds anything but files and directories, or no directory that can be read. */
    static void check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer tail =
                    read(channel, Math.max(0, channel.size() - END_SIZE - LONGEST_COMMENT), END_SIZE + LONGEST_COMMENT);
            int end = tail.limit() - END_SIZE;
            while (end >= 0 && tail.getInt(end) != END) end--;
            if (end < 0) throw damaged(file);
            int count = tail.getShort(end + COUNT) & SHORT;
            long size = Integer.toUnsignedLong(tail.getInt(end + COUNT + 2));
            long offset = Integer.toUnsignedLong(tail.getInt(end + COUNT + 6));
            if (size > LARGEST || offset + size > channel.size()) throw damaged(file);
            entries(file, read(channel, offset, (int) size), count);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw damaged(file);
        }
    }

    private static void entries(Path file, ByteBuffer directory, int count) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (directory.getInt(at) != HEADER) throw damaged(file);
            int kind = (directory.getInt(at + ATTRIBUTES) >>> Short.SIZE) & KIND;
            if (kind != 0 && kind != REGULAR && kind != DIRECTORY)
                throw new Failure(
                        "the packed run " + file.getFileName() + " holds a link or a device; it is not opened");
            int next = at + HEADER_SIZE;
            for (int field = 0; field < 3; field++)
                next += directory.getShort(at + LENGTHS + field * Short.BYTES) & SHORT;
            at = next;
        }
    }

    private static ByteBuffer read(FileChannel channel, long offset, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, channel.size() - offset))
                .order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {}
        return bytes.flip();
    }

    private static Failure damaged(Path file) {
        return new Failure("the packed run " + file.getFileName() + " is damaged, or no zip at all; it is not opened");
    }
}
