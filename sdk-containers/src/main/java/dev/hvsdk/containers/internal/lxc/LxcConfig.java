/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of a container: lines of {@code key = value}, of which those that are not known here are kept as they are. What
 * it includes is not followed. Immutable.
 */
final class LxcConfig {
    private static final Pattern LINE = Pattern.compile("\\s*(#.*|lxc\\.[A-Za-z0-9_.-]+\\s*=.*)?");
    private static final String SECRET = "lxc.environment";

    private final List<String> lines;

    private LxcConfig(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if a line is none of a configuration
     */
    static LxcConfig parse(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!LINE.matcher(lines.get(i)).matches()) {
                throw new IllegalArgumentException("line " + (i + 1) + " is no 'lxc.key = value'");
            }
        }
        return new LxcConfig(lines);
    }

    static LxcConfig empty() {
        return new LxcConfig(List.of());
    }

    /** The last value of a key; of those that may be given once, the last one counts. */
    Optional<String> find(String key) {
        return lines.stream()
                .filter(line -> key(line).equals(key))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .reduce((first, last) -> last);
    }

    private static String key(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? "" : line.substring(0, equals).strip();
    }

    /** With this as the only value of a key. */
    LxcConfig with(String key, String value) {
        List<String> changed = new ArrayList<>(lines);
        changed.removeIf(line -> key(line).equals(key));
        changed.add(key + " = " + value);
        return new LxcConfig(changed);
    }

    /** Without the variables of the environment, which may be passwords. */
    LxcConfig withoutSecrets() {
        return new LxcConfig(
                lines.stream().filter(line -> !key(line).equals(SECRET)).toList());
    }

    /** With the variables of another one, unless this has its own. */
    LxcConfig withSecretsOf(LxcConfig other) {
        if (find(SECRET).isPresent()) {
            return this;
        }
        List<String> all = new ArrayList<>(lines);
        other.lines.stream().filter(line -> key(line).equals(SECRET)).forEach(all::add);
        return new LxcConfig(all);
    }

    /** The text, each line with its end. */
    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
