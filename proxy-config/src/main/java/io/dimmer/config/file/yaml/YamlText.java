package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Problems;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2 text. */
public final class YamlText {
    private static final int LONGEST = 3 * 1024 * 1024;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(LONGEST + 1).build();

    private YamlText() {}

    /**
     * The tree of the text, with environment variables filled in.
     *
     * @param problems told what is wrong; after a syntax error there is one problem and no tree
     * @return empty when there is no tree: a syntax error, or nothing but comments
     */
    public static Optional<Node> parse(String text, Environment environment, Problems problems) {
        if (text.length() > LONGEST) {
            problems.add(Problem.found(Place.FILE, text.length() + " characters", "at most " + LONGEST));
            return Optional.empty();
        }
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return raw(bare, problems).flatMap(root -> new TreeBuilder(environment, problems).build(root));
    }

    private static Optional<Raw> raw(String text, Problems problems) {
        try {
            return EventTree.of(new Parse(SETTINGS).parseString(text));
        } catch (EventTree.Refused e) {
            problems.add(e.problem());
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(EventTree::place)
                    .orElse(Place.FILE);
            problems.add(notYaml(place, String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            String what = String.format(Locale.ROOT, "the character U+%04X is not allowed", e.getCodePoint());
            problems.add(notYaml(placeOf(text, e.getPosition()), what));
        } catch (YamlEngineException e) {
            problems.add(notYaml(Place.FILE, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static Problem notYaml(Place place, String why) {
        String line = why.lines().findFirst().orElse("").strip();
        return new Problem(place, "not YAML: " + line, "");
    }

    private static Place placeOf(String text, int position) {
        String before = text.substring(0, Math.min(Math.max(position, 0), text.length()));
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place("", line, before.length() - lineStart + 1);
    }
}
