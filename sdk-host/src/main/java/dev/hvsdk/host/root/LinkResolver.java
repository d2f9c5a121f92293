/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Follows symbolic links inside a captured tree as {@code chroot} would, so that none leads out of it. */
final class LinkResolver {
    /** The kernel's own limit (MAXSYMLINKS, include/linux/namei.h). */
    private static final int MAX_LINKS = 40;

    /** How what is wrong with a link is told. */
    static final String LINK = "a link";

    private final Path root;
    private final Deque<String> rest = new ArrayDeque<>();
    private Path current;
    private int links;

    /** Whether a link tried to; what it names is then looked for below the root. */
    private boolean leaves;

    private LinkResolver(Path root, Path start) {
        this.root = root;
        this.current = start;
    }

    /** The file that a host's path names, every link followed; the last part may not exist. */
    static Path resolve(Path root, String path) throws IOException {
        return resolve(root, root, path);
    }

    /** The same for a path that starts in a directory which was resolved before. */
    static Path resolve(Path root, Path start, String path) throws IOException {
        return new LinkResolver(root, start).walk(path);
    }

    /** The file that a host's path names, links followed in its directories only. */
    static Path parentOf(Path root, String path) throws IOException {
        int slash = path.lastIndexOf('/');
        return resolve(root, path.substring(0, slash + 1)).resolve(path.substring(slash + 1));
    }

    private Path walk(String path) throws IOException {
        push(path);
        while (!rest.isEmpty()) {
            step(rest.pop());
        }
        return current;
    }

    private void step(String name) throws IOException {
        if (name.equals("..")) {
            leaves |= current.equals(root);
            current = current.equals(root) ? root : parent();
            return;
        }
        Path next = current.resolve(name);
        if (Files.isSymbolicLink(next)) {
            follow(next);
        } else {
            current = next;
        }
    }

    private Path parent() {
        Path parent = current.getParent();
        return parent == null ? root : parent;
    }

    private void follow(Path link) throws IOException {
        if (++links > MAX_LINKS) {
            throw new FileSystemException(
                    link.toString(),
                    null,
                    leaves ? LINK + " that leaves the captured root" : LINK + " that leads in a circle");
        }
        String target = Files.readSymbolicLink(link).toString();
        if (target.startsWith("/")) {
            leaves = true;
            current = root;
        }
        push(target);
    }

    private void push(String path) {
        List<String> names = Arrays.asList(path.split("/"));
        Collections.reverse(names);
        for (String name : names) {
            if (!name.isEmpty() && !name.equals(".")) {
                rest.push(name);
            }
        }
    }
}
