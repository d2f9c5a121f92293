/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.root.Fact.Reason;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * A directory of a host whose way was followed once, so that many small files of it are read at little cost.
 *
 * <p>A host with thousands of PCI functions has tens of thousands of attributes; following every link from the root for each
 * would take most of the time. Names are those of entries, not paths. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostDirectory {
    private static final int ATTRIBUTE_LIMIT = 1 << 16;

    /** Attributes of sysfs may have a page (fs/sysfs/file.c), but most are a number or a word: to clear a page for each takes longer. */
    private static final int MOST = 512;

    private final HostFiles files;
    private final String path;
    private final Fact<Path> location;

    /** Where the directories are that links of this one lead into: thousands of functions hang on a few bridges. */
    private final Map<String, Path> linkedParents = new ConcurrentHashMap<>();

    HostDirectory(HostFiles files, String path, Fact<Path> location) {
        this.files = files;
        this.path = path;
        this.location = location;
    }

    /** The path on the host by which it was asked for. */
    public String path() {
        return path;
    }

    /** The text of a small file in it without the white space around it, as attributes of sysfs are read. */
    public Fact<String> attribute(String name) {
        return onDirectory(name, directory -> {
            Path entry = directory.resolve(name);
            if (isOfTheKernel()) {
                // To ask first is cheaper than an exception.
                return Files.exists(entry) ? text(entry) : Fact.unknown(Reason.ABSENT, "there is no " + pathOf(name));
            }
            BasicFileAttributes kind =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // Attributes are files; to know that at the first look saves half of the calls to the kernel.
            return kind.isRegularFile() ? text(entry) : linkedText(directory, name);
        });
    }

    private Fact<String> linkedText(Path directory, String name) throws IOException {
        Path file = files.locate(directory, name);
        boolean regular = Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        return regular ? text(file) : Fact.unknown(Reason.DAMAGED, pathOf(name) + " is not a regular file");
    }

    /** Whether nobody can have put a pipe here: sysfs has files, directories and links only. */
    private boolean isOfTheKernel() {
        return files.isLive() && path.startsWith("/sys/");
    }

    private static Fact<String> text(Path file) throws IOException {
        byte[] head = new byte[MOST];
        try (InputStream in = open(file)) {
            int count = Math.max(0, in.read(head));
            // A file gives less than it is asked for only at its end, so most attributes take one call to the kernel.
            byte[] rest = count < MOST ? new byte[0] : in.readNBytes(ATTRIBUTE_LIMIT - MOST);
            return Fact.known(textOf(head, count, rest));
        }
    }

    private static String textOf(byte[] head, int count, byte[] rest) {
        if (rest.length == 0) {
            return new String(head, 0, count, StandardCharsets.UTF_8).strip();
        }
        byte[] whole = Arrays.copyOf(head, count + rest.length);
        System.arraycopy(rest, 0, whole, count, rest.length);
        return new String(whole, StandardCharsets.UTF_8).strip();
    }

    /** A stream of the old kind takes half the time of a channel's, but says only in words why it cannot be opened. */
    private static InputStream open(Path file) throws IOException {
        if (file.getFileSystem().equals(FileSystems.getDefault())) {
            try {
                return new FileInputStream(file.toFile());
            } catch (FileNotFoundException e) {
                return Files.newInputStream(file);
            }
        }
        return Files.newInputStream(file);
    }

    /** The last part of where a link in it points: for {@code driver} the driver's name. */
    public Optional<String> linkName(String name) {
        return link(name).value().map(target -> target.substring(target.lastIndexOf('/') + 1));
    }

    /** Where a link in it points, as it is written. */
    public Fact<String> link(String name) {
        return onDirectory(
                name,
                directory -> target(directory.resolve(name))
                        .map(Fact::known)
                        .orElseGet(() -> Fact.unknown(Reason.ABSENT, "there is no link " + pathOf(name))));
    }

    /** Where an entry points, if it is a link; whether it is one is not asked first, which would be a call to the kernel more. */
    private static Optional<String> target(Path entry) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(entry).toString());
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        }
    }

    /** Whether an entry is there, a link followed; false also where that cannot be found out. */
    public boolean exists(String name) {
        return onEntry(name, file -> Fact.known(Files.exists(file))).value().orElse(false);
    }

    /** A directory in it, its link followed. */
    public HostDirectory directory(String name) {
        return new HostDirectory(
                files, pathOf(name), onDirectory(name, directory -> Fact.known(follow(directory, name))));
    }

    /** The same as {@link HostFiles#locate(Path, String)} with the way to the link's parent followed once. */
    private Path follow(Path directory, String name) throws IOException {
        Path entry = directory.resolve(name);
        Optional<String> target = files.isLive() ? Optional.empty() : target(entry);
        return target.isPresent() ? follow(directory, name, target.get()) : entry;
    }

    private Path follow(Path directory, String name, String target) throws IOException {
        int slash = target.lastIndexOf('/');
        if (slash <= 0 || target.startsWith("/") || target.endsWith("/..")) {
            return files.locate(directory, name);
        }
        String way = target.substring(0, slash);
        Path parent = linkedParents.get(way);
        if (parent == null) {
            parent = files.locate(directory, way);
            linkedParents.put(way, parent);
        }
        Path end = parent.resolve(target.substring(slash + 1));
        return Files.isSymbolicLink(end) ? files.locate(directory, name) : end;
    }

    private String pathOf(String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    private <T> Fact<T> onEntry(String name, Reading<T> reading) {
        return onDirectory(name, directory -> reading.read(files.locate(directory, name)));
    }

    private <T> Fact<T> onDirectory(String name, Reading<T> reading) {
        if (name.isEmpty() || name.equals("..") || name.indexOf('/') >= 0) {
            return Fact.unknown(Reason.DAMAGED, "not the name of an entry: '" + name + "'");
        }
        return location.flatMap(directory -> {
            String entry = pathOf(name);
            return files.observed(entry, HostFiles.attempt(entry, () -> reading.read(directory)));
        });
    }

    /** The path by which it was asked for. */
    @Override
    public String toString() {
        return path;
    }

    @FunctionalInterface
    private interface Reading<T> {
        Fact<T> read(Path file) throws IOException;
    }
}
