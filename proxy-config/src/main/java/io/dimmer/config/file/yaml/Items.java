package io.dimmer.config.file.yaml;

import java.util.List;

/**
 * A list.
 *
 * @param site where it hangs
 * @param items in the order of the file
 */
public record Items(Site site, List<Node> items) implements Node {
    public Items {
        items = List.copyOf(items);
    }

    @Override
    public String found() {
        return items.isEmpty() ? "an empty list" : "a list";
    }
}
