package assay.engine.hub;

import assay.engine.io.Plain;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;

/** Words for what goes wrong on the way to the hub. */
final class Unreachable {
    private Unreachable() {}

    /** What an exception says, in a few words for people. */
    static String words(IOException e) {
        if (caused(e, UnresolvedAddressException.class) || caused(e, UnknownHostException.class))
            return "its name is not known here";
        if (caused(e, SSLException.class)) return "no secure connection: " + Plain.text(String.valueOf(e.getMessage()));
        if (e instanceof HttpTimeoutException) return "no answer in time";
        if (e instanceof ConnectException) return "the connection is refused";
        if (caused(e, EOFException.class)) return "the connection ended early";
        if (e instanceof AccessDeniedException) return "access denied";
        if (e instanceof NoSuchFileException) return "it is not there";
        if (e instanceof FileSystemException file && file.getReason() != null) return Plain.text(file.getReason());
        return e.getMessage() == null ? "the connection broke" : Plain.text(String.valueOf(e.getMessage()));
    }

    /** Whether another attempt at once makes no sense: there is no network, no such host or no trust. */
    static boolean lasting(IOException e) {
        return e instanceof ConnectException || caused(e, UnknownHostException.class) || caused(e, SSLException.class);
    }

    static HubException of(URI endpoint, IOException e) {
        return new HubException(
                "the hub at " + endpoint + " cannot be reached (" + words(e) + "); check the network, or name a "
                        + "directory with the model, or set HF_HUB_OFFLINE=1 to use cached models only",
                e);
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) if (type.isInstance(cause)) return true;
        return false;
    }
}
