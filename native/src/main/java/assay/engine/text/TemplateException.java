package assay.engine.text;

import assay.engine.EngineException;

/** A chat template is not valid, or gave up on a conversation. */
public final class TemplateException extends EngineException {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line of the template, from 1 */
    public TemplateException(String message, int line) {
        super("Chat template, line " + line + ": " + message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
