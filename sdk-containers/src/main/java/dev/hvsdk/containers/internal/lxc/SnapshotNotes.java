/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.containers.internal.host.Names;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one container on the disk: {@code snaps/snap0} and so on, each a container of its own.
 *
 * <p>LXC knows a number, a time and a comment of each. What else a snapshot has, a name, a parent, and whether it is the current one,
 * is in a file of this SDK beside that, and goes with the snapshot. Not thread-safe: one change at a time, as {@link NameLocks} has it.
 */
final class SnapshotNotes {
    private static final String FILE = "hvsdk-snapshot.properties";
    private static final String NAME = "name";
    private static final String PARENT = "parent";
    private static final String CURRENT = "current";

    private final Machine machine;
    private final Path directory;

    SnapshotNotes(Machine machine, Path container) {
        this.machine = machine;
        this.directory = container.resolve("snaps");
    }

    /** The names of all directories that are there, also of what is none yet, or none any more. */
    List<String> directories() throws IOException {
        try {
            return machine.list(directory);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The ids of the snapshots. */
    List<String> ids() throws IOException {
        return directories().stream()
                .filter(Names::isSafe)
                .filter(id -> machine.exists(directory.resolve(id).resolve("config")))
                .toList();
    }

    /** Where one is. */
    Path directory(String id) {
        return directory.resolve(id);
    }

    /** The name that it was given; that of LXC if this SDK did not make it. */
    String name(String id) throws IOException {
        return read(id).getProperty(NAME, id);
    }

    /** The one it descends from, as far as that is known and there. */
    Optional<String> parent(String id) throws IOException {
        return Optional.ofNullable(read(id).getProperty(PARENT)).filter(ids()::contains);
    }

    /** The one that the present state descends from. */
    Optional<String> current() throws IOException {
        for (String id : ids()) {
            if (read(id).containsKey(CURRENT)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** What LXC was given as a comment. */
    Optional<String> comment(String id) throws IOException {
        Path file = directory.resolve(id).resolve("comment");
        return machine.exists(file) ? Optional.of(machine.read(file)) : Optional.empty();
    }

    /** When LXC wrote that it is done. */
    Optional<Instant> time(String id) throws IOException {
        Path file = directory.resolve(id).resolve("ts");
        return machine.exists(file) ? Optional.of(machine.modified(file)) : Optional.empty();
    }

    /** Notes a new one, which descends from the current one, and is that from now on. */
    void add(String id, String name) throws IOException {
        Properties notes = new Properties();
        notes.setProperty(NAME, name);
        Optional<String> parent = current();
        parent.ifPresent(current -> notes.setProperty(PARENT, current));
        write(id, notes);
        setCurrent(id);
    }

    /** Notes that the present state descends from this one. */
    void setCurrent(String current) throws IOException {
        for (String id : ids()) {
            Properties notes = read(id);
            boolean isChanged =
                    id.equals(current) ? notes.setProperty(CURRENT, "true") == null : notes.remove(CURRENT) != null;
            if (isChanged) {
                write(id, notes);
            }
        }
    }

    /** What is to be known of one that goes, before it does. */
    Gone going(String id) throws IOException {
        return new Gone(id, parent(id).orElse(null), read(id).containsKey(CURRENT));
    }

    /** Gives the children of one that is gone to its parent. */
    void remove(Gone gone) throws IOException {
        String parent = gone.parent();
        for (String id : ids()) {
            Properties notes = read(id);
            if (gone.id().equals(notes.remove(PARENT))) {
                if (parent != null) {
                    notes.setProperty(PARENT, parent);
                }
                write(id, notes);
            }
        }
        if (gone.isCurrent() && parent != null) {
            setCurrent(parent);
        }
    }

    private Properties read(String id) throws IOException {
        Properties notes = new Properties();
        try {
            notes.load(new StringReader(machine.read(directory.resolve(id).resolve(FILE))));
        } catch (NoSuchFileException e) {
            // One that LXC made without this SDK.
            return notes;
        } catch (IllegalArgumentException e) {
            throw new IOException("the notes of the snapshot " + id + " are damaged", e);
        }
        return notes;
    }

    private void write(String id, Properties notes) throws IOException {
        StringWriter text = new StringWriter();
        notes.store(text, null);
        machine.replace(directory.resolve(id).resolve(FILE), text.toString());
    }

    /** A snapshot that is being removed. */
    record Gone(String id, @Nullable String parent, boolean isCurrent) {}
}
