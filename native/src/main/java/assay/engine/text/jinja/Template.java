package assay.engine.text.jinja;

import assay.engine.text.TemplateException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A parsed Jinja template; immutable. */
public final class Template {
    private final List<Stmt> statements;

    private Template(List<Stmt> statements) {
        this.statements = statements;
    }

    /** @throws TemplateException if the template is not valid or uses what is not supported */
    public static Template parse(String template) {
        return new Template(Parser.parse(template));
    }

    /**
     * The text of the template with these variables.
     *
     * @param clock for {@code strftime_now}
     * @throws TemplateException if the template gives up or asks for too much
     */
    public String render(Map<String, Object> variables, Clock clock) {
        return Renderer.render(statements, variables, clock);
    }
}
