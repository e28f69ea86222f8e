package assay.engine.hub;

import java.net.URI;

/** What a server means by an answer that is no file. */
final class Refusal {
    private final HubSettings settings;
    private final HubId id;
    private final Revision revision;

    Refusal(HubSettings settings, HubId id, Revision revision) {
        this.settings = settings;
        this.id = id;
        this.revision = revision;
    }

    HubException of(Answer answer) {
        URI endpoint = settings.endpoint();
        if (answer.elsewhere())
            return new HubException("the server that the files of `" + id + "` come from answers with status "
                    + answer.status() + "; try again later, what has been fetched is kept");
        String code = answer.header("X-Error-Code").orElse("");
        if (code.equals("GatedRepo")) return gated();
        if (code.equals("RevisionNotFound"))
            return new HubException("`" + id + "` has no revision `" + revision + "`; "
                    + "write one of its branches or tags, or a commit hash");
        if (code.equals("EntryNotFound"))
            return new HubException("a file of `" + id + "` is not at " + endpoint + " any more; try again");
        if (code.equals("RepoNotFound")) return missing();
        return switch (answer.status()) {
            case 401 -> settings.token().isPresent() ? refusedToken() : missing();
            case 403 -> gated();
            case 404 -> missing();
            case 429 ->
                new HubException("the hub at " + endpoint + " is asked too often"
                        + answer.retryAfter()
                                .map(wait -> " and wants " + wait.toSeconds() + " s of rest")
                                .orElse("")
                        + "; wait a while, or set HF_TOKEN, which allows more");
            default ->
                answer.status() >= 500
                        ? new HubException("the hub at " + endpoint + " has a fault (status " + answer.status()
                                + "); try again later, what has been fetched is kept")
                        : new HubException("the hub at " + endpoint + " answers with status " + answer.status()
                                + "; check HF_ENDPOINT");
        };
    }

    private HubException gated() {
        String page = settings.endpoint() + "/" + id;
        return new HubException("`" + id + "` is gated; accept its licence at " + page
                + (settings.token().isPresent()
                        ? " with the account that HF_TOKEN belongs to"
                        : " and set HF_TOKEN to a token of that account"));
    }

    private HubException refusedToken() {
        return new HubException("the hub at " + settings.endpoint() + " refuses the token for `" + id
                + "`; set HF_TOKEN to one that may read it, from " + settings.endpoint() + "/settings/tokens");
    }

    private HubException missing() {
        return new HubException.NoSuchModel("there is no model `" + id + "` at " + settings.endpoint()
                + "; check the name"
                + (settings.token().isPresent() ? "" : ", or set HF_TOKEN if it is private"));
    }
}
