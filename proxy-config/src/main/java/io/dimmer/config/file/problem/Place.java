package io.dimmer.config.file.problem;

/**
 * A place in a file.
 *
 * @param path the keys that lead there, with dots: {@code services.shop.versions.canary.weight}; empty at the top
 * @param line from 1; 0 when the place is the file as a whole
 * @param column from 1; 0 when the place is the file as a whole
 */
public record Place(String path, int line, int column) implements Comparable<Place> {
    /** The file as a whole: it is missing, or not text. */
    public static final Place FILE = new Place("", 0, 0);

    /** The same spot under a longer path: where a key is missing. */
    public Place child(String key) {
        return new Place(pathOf(key), line, column);
    }

    /** The path of a key below this one. */
    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The path of an item of the list that stands here, from 0. */
    public String pathOf(int item) {
        return path + "[" + item + "]";
    }

    /** In the order of the text. */
    @Override
    public int compareTo(Place other) {
        int byLine = Integer.compare(line, other.line);
        int byColumn = byLine != 0 ? byLine : Integer.compare(column, other.column);
        return byColumn != 0 ? byColumn : path.compareTo(other.path);
    }

    /** {@code 23:15: services.shop.stable: }, leaving out what is unknown. */
    String prefix() {
        String position = line == 0 ? "" : line + ":" + column + ": ";
        return path.isEmpty() ? position : position + path + ": ";
    }
}
