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

    /** Attributes of sysfs are a page at most (fs/sysfs/file.c). */
    private static final int PAGE = 4096;

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
        byte[] page = new byte[PAGE];
        try (InputStream in = open(file)) {
            int count = Math.max(0, in.read(page));
            // A file gives less than it is asked for only at its end, so most attributes take one call to the kernel.
            byte[] rest = count < PAGE ? new byte[0] : in.readNBytes(ATTRIBUTE_LIMIT - PAGE);
            return Fact.known(textOf(page, count, rest));
        }
    }

    private static String textOf(byte[] page, int count, byte[] rest) {
        byte[] whole = Arrays.copyOf(page, count + rest.length);
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
        return onDirectory(name, directory -> {
            Path link = directory.resolve(name);
            // Most functions have neither a physical function nor virtual ones; to ask first is cheaper than an
            // exception.
            return Files.isSymbolicLink(link)
                    ? Fact.known(Files.readSymbolicLink(link).toString())
                    : Fact.unknown(Reason.ABSENT, "there is no link " + pathOf(name));
        });
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
        if (files.isLive() || !Files.isSymbolicLink(entry)) {
            return entry;
        }
        String target = Files.readSymbolicLink(entry).toString();
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
        return location.flatMap(directory ->
                files.observed(pathOf(name), HostFiles.attempt(pathOf(name), () -> reading.read(directory))));
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
