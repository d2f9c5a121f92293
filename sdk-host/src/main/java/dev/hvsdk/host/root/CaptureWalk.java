/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a rule of the allow-list means on a host, and makes in the capture every link that lies on the way.
 *
 * <p>Not thread-safe: one walk belongs to one capture.
 */
final class CaptureWalk {
    /** The kernel's own limit (MAXSYMLINKS, include/linux/namei.h). */
    private static final int MAX_LINKS = 40;

    private static final Pattern TRACER_PID = Pattern.compile("(?m)^TracerPid:\\s+([1-9]\\d{0,9})$");

    private final HostFiles files;
    private final CaptureTree tree;
    private final IdentifierMask mask;
    private final Map<String, Optional<String>> links = new HashMap<>();
    private final Map<String, Optional<String>> real = new HashMap<>();

    CaptureWalk(HostFiles files, CaptureTree tree, IdentifierMask mask) {
        this.files = files;
        this.tree = tree;
        this.mask = mask;
    }

    /** The paths of the host that a pattern means. */
    List<String> expand(String pattern) {
        List<String> paths = List.of("");
        for (String part : pattern.substring(1).split("/")) {
            List<String> longer = new ArrayList<>();
            for (String path : paths) {
                namesIn(path, part).forEach(name -> longer.add(path + "/" + name));
            }
            paths = longer;
        }
        return paths;
    }

    private List<String> namesIn(String directory, String part) {
        if (part.equals(CaptureRule.TRACER)) {
            return tracer();
        }
        if (part.indexOf('*') < 0) {
            return List.of(part);
        }
        return files.list(directory).value().orElse(List.of()).stream()
                .filter(name -> CaptureRule.matches(part, name))
                .toList();
    }

    /** Of all processes the detection looks at one more than its own: who traces it. */
    private List<String> tracer() {
        return files.text("/proc/self/status").value().map(TRACER_PID::matcher).stream()
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /**
     * Where a path's entry really is: every link in its directories followed, and made in the capture. Outside of /sys the
     * links lead elsewhere on each host (/proc/self), so there the path itself is kept.
     */
    Optional<String> locate(String path) throws IOException {
        if (!path.startsWith("/sys/")) {
            return Optional.of(path);
        }
        int slash = path.lastIndexOf('/');
        return follow(path.substring(0, slash)).map(directory -> directory + path.substring(slash));
    }

    /** The same with the entry itself followed, if it is a link. */
    Optional<String> follow(String path) throws IOException {
        if (!path.startsWith("/sys/")) {
            return Optional.of(path);
        }
        Optional<String> known = real.get(path);
        if (known == null) {
            known = walk(path);
            real.put(path, known);
        }
        return known;
    }

    private Optional<String> walk(String path) throws IOException {
        Deque<String> rest = new ArrayDeque<>();
        push(rest, path);
        String current = "";
        int followed = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            String next = current + "/" + name;
            Optional<String> target = name.equals("..") ? Optional.empty() : linkAt(next);
            if (name.equals("..")) {
                current = current.substring(0, Math.max(0, current.lastIndexOf('/')));
            } else if (target.isEmpty()) {
                current = next;
            } else if (++followed > MAX_LINKS) {
                return Optional.empty();
            } else {
                makeLink(next, target.get());
                current = target.get().startsWith("/") ? "" : current;
                push(rest, target.get());
            }
        }
        return Optional.of(current);
    }

    private static void push(Deque<String> rest, String path) {
        List<String> names = Arrays.asList(path.split("/"));
        Collections.reverse(names);
        for (String name : names) {
            if (!name.isEmpty() && !name.equals(".")) {
                rest.push(name);
            }
        }
    }

    private Optional<String> linkAt(String path) {
        return links.computeIfAbsent(path, key -> files.link(key).value());
    }

    /** Makes a link of the host in the capture, if there is one at this path, whose directories were followed already. */
    void makeLink(String path) throws IOException {
        Optional<String> target = linkAt(path);
        if (target.isPresent()) {
            makeLink(path, target.get());
        }
    }

    private void makeLink(String path, String target) throws IOException {
        String directory = path.substring(0, path.lastIndexOf('/'));
        tree.link(mask.apply(path), mask.apply(absolute(directory, target)));
    }

    /** Where a link points, as a path from the root, which {@code ..} does not leave. */
    private static String absolute(String directory, String target) {
        Deque<String> names = new ArrayDeque<>();
        String whole = target.startsWith("/") ? target : directory + "/" + target;
        for (String name : whole.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
