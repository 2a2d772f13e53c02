package io.dimmer.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What one proxy's answer comes to.
 *
 * @param lines for people
 * @param line the same in one, for when several proxies were asked; the first of the lines where one is enough
 * @param json for scripts
 */
public record Said(List<String> lines, String line, JsonNode json) {
    /** One line says it all. */
    public static Said inOneLine(String line, JsonNode json) {
        return new Said(List.of(line), line, json);
    }
}
