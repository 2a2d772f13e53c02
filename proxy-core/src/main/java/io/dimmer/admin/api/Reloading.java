package io.dimmer.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.admin.answer.Problem;
import io.dimmer.admin.answer.Replies;
import io.dimmer.admin.gate.Access;
import io.dimmer.config.SpecDiff;
import io.dimmer.control.Author;
import io.dimmer.control.Reloaded;
import io.dimmer.control.Reloads;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The calls about the configuration file as a whole. */
public final class Reloading {
    private final Reloads reloads;

    /** Behind the door to the file. */
    public Reloading(Reloads reloads) {
        this.reloads = reloads;
    }

    /** {@code POST /reload}: reads the file again. */
    public void reload(RoutingContext context) {
        Body body = Body.of(context).expecting(List.of());
        Author author = new Author(Access.holderOf(context).id(), body.why());
        Future.fromCompletionStage(reloads.reload(author), context.vertx().getOrCreateContext())
                .onSuccess(done -> reply(context, done))
                .onFailure(context::fail);
    }

    private static void reply(RoutingContext context, Reloaded done) {
        if (done.successful()) {
            Replies.json(context, json(done));
        } else {
            Replies.problem(context, Problem.badFile(done.problems()));
        }
    }

    /** {@code GET /reload}: what became of the last time. */
    public void last(RoutingContext context) {
        Query.of(context);
        Replies.json(context, json(reloads.last()));
    }

    private static ObjectNode json(Reloaded done) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("successful", done.successful());
        json.put("at", done.at().toString());
        json.put("by", done.by());
        done.problems().forEach(json.putArray("problems")::add);
        changes(json.putArray("changed"), done.changed());
        changes(json.putArray("needsRestart"), done.waiting());
        return json;
    }

    private static void changes(ArrayNode array, List<SpecDiff.Change> changes) {
        for (SpecDiff.Change change : changes) {
            ObjectNode one = array.addObject();
            one.put("key", change.key());
            change.before().ifPresentOrElse(text -> one.put("before", text), () -> one.putNull("before"));
            change.after().ifPresentOrElse(text -> one.put("after", text), () -> one.putNull("after"));
        }
    }
}
