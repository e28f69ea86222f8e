package assay.engine;

/** Something outside the script failed: a model file, a tokenizer, the engine. The message is one sentence for people. */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
