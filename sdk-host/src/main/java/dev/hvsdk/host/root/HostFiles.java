/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.root.Fact.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The files of a host, read so that no content can hurt: bounded in size, never waiting on a pipe, never leaving the root.
 *
 * <p>Paths are those of the host, absolute and with {@code /}, such as {@code /proc/cpuinfo}. In a captured tree a symbolic
 * link means what it would mean on the host: an absolute one starts at the tree's root, and {@code ..} does not climb out of
 * it. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostFiles {
    /** How much of a file {@link #text(String)} reads: 1 MiB, hundreds of times the largest file of its kind. */
    public static final int DEFAULT_LIMIT = 1 << 20;

    /** How many names of a directory are listed: a host with 65,536 PCI functions has a full segment. */
    private static final int MAX_ENTRIES = 1 << 16;

    private static final ReadObserver NOBODY = (path, outcome) -> {};

    private final Path root;
    private final Kind kind;
    private final ReadObserver observer;

    private HostFiles(Path root, Kind kind, ReadObserver observer) {
        this.root = root;
        this.kind = kind;
        this.observer = observer;
    }

    /** The same files, with every reading told to one more observer. */
    HostFiles observedBy(ReadObserver newObserver) {
        return new HostFiles(root, kind, (path, outcome) -> {
            observer.read(path, outcome);
            newObserver.read(path, outcome);
        });
    }

    static HostFiles live() {
        return new HostFiles(Path.of("/"), Kind.LIVE, NOBODY);
    }

    static HostFiles below(Path tree) {
        return new HostFiles(tree.toAbsolutePath().normalize(), Kind.TREE, NOBODY);
    }

    /** Those of a host of which no file is known. */
    static HostFiles none() {
        return new HostFiles(Path.of("/"), Kind.NONE, NOBODY);
    }

    /** The text of a file, at most its first MiB, as UTF-8 with what is not UTF-8 replaced. */
    public Fact<String> text(String path) {
        return wholeText(path, DEFAULT_LIMIT);
    }

    /** The same with another bound, for a file that should be shorter: that it is not is told to the observer. */
    public Fact<String> wholeText(String path, int limit) {
        Fact<byte[]> read = bytes(path, limit + 1);
        if (read.value().filter(bytes -> bytes.length > limit).isPresent()) {
            observer.read(
                    path,
                    Fact.unknown(Reason.DAMAGED, path + " is longer than " + limit + " bytes; the rest was not read"));
        }
        return read.map(bytes -> new String(bytes, 0, Math.min(bytes.length, limit), StandardCharsets.UTF_8));
    }

    /** The text of a file, at most its first {@code limit} bytes, as UTF-8 with what is not UTF-8 replaced. */
    public Fact<String> text(String path, int limit) {
        return bytes(path, limit).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The text of a small file without the white space around it, as attributes of sysfs are read. */
    public Fact<String> attribute(String path) {
        return text(path, 1 << 16).map(String::strip);
    }

    /** The bytes of a file, at most the first {@code limit}. */
    public Fact<byte[]> bytes(String path, int limit) {
        return stream(path, in -> in.readNBytes(limit));
    }

    /**
     * What {@code consumer} makes of a file's bytes, for files too large to be held; it decides when to stop.
     *
     * <p>An {@link IOException} that it throws makes the fact unknown.
     */
    public <T> Fact<T> stream(String path, StreamConsumer<T> consumer) {
        return onFile(path, file -> {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                return Fact.unknown(Reason.DAMAGED, path + " is not a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Fact.known(consumer.consume(in));
            }
        });
    }

    /** The names in a directory, sorted; of more than 65,536 only as many. */
    public Fact<List<String>> list(String path) {
        return list(path, MAX_ENTRIES);
    }

    Fact<List<String>> list(String path, int limit) {
        return onFile(path, directory -> {
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    if (names.size() == limit) {
                        break;
                    }
                    names.add(String.valueOf(entry.getFileName()));
                }
            }
            Collections.sort(names);
            return Fact.known(names);
        });
    }

    /**
     * A directory whose way is followed once, for readers that take many small files of it.
     *
     * <p>It need not exist: then every fact about what is in it is absent.
     */
    public HostDirectory directory(String path) {
        return new HostDirectory(this, path, guarded(path, () -> Fact.known(locate(path))));
    }

    /** Whether something is there, a link followed; false also where that cannot be found out. */
    public boolean exists(String path) {
        return onFile(path, file -> Fact.known(Files.exists(file))).value().orElse(false);
    }

    /** Where a symbolic link points, as it is written; for {@code /proc/self/ns/pid} that is {@code pid:[4026531836]}. */
    public Fact<String> link(String path) {
        return guarded(path, () -> {
            Path link = isLive() ? root.resolve(path.substring(1)) : LinkResolver.parentOf(root, path);
            return Fact.known(Files.readSymbolicLink(link).toString());
        });
    }

    /** The path on the host that remains when every link on the way is followed: where a device of sysfs really is. */
    public Fact<String> resolve(String path) {
        return onFile(path, file -> {
            Path real = isLive() ? file.toRealPath() : file;
            if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
                return Fact.unknown(Reason.ABSENT, "there is no " + path);
            }
            return Fact.known("/" + root.relativize(real));
        });
    }

    private <T> Fact<T> onFile(String path, Reading<T> reading) {
        return guarded(path, () -> reading.read(locate(path)));
    }

    boolean isLive() {
        return kind == Kind.LIVE;
    }

    private Path locate(String path) throws IOException {
        return isLive() ? root.resolve(path.substring(1)) : LinkResolver.resolve(root, path);
    }

    /** What a path below an already followed directory is; the kernel follows the links of the live machine. */
    Path locate(Path directory, String path) throws IOException {
        return isLive() ? directory.resolve(path) : LinkResolver.resolve(root, directory, path);
    }

    private <T> Fact<T> guarded(String path, Guarded<T> reading) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path of the host must be absolute: " + path);
        }
        return observed(
                path,
                kind == Kind.NONE
                        ? Fact.unknown(Reason.NOT_CAPTURED, "no file of this host is known, so neither is " + path)
                        : attempt(path, reading));
    }

    /** Tells the observer of an outcome. */
    <T> Fact<T> observed(String path, Fact<T> outcome) {
        observer.read(path, outcome);
        return outcome;
    }

    /** Reads something that the caller names, its failures turned into reasons. */
    static <T> Fact<T> attempt(String what, Guarded<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            return Fact.unknown(Reason.ABSENT, "there is no " + what);
        } catch (AccessDeniedException e) {
            return Fact.unknown(Reason.DENIED, "no permission to read " + what);
        } catch (NotDirectoryException | NotLinkException e) {
            return Fact.unknown(Reason.DAMAGED, what + " is not of the expected kind");
        } catch (IOException | DirectoryIteratorException | InvalidPathException | SecurityException e) {
            return failed(what, e);
        }
    }

    private static <T> Fact<T> failed(String what, Exception e) {
        // A reason of our own says it in the host's terms; the rest of the message has the path below the root.
        boolean explained = e instanceof FileSystemException named
                && named.getReason() != null
                && named.getReason().startsWith(LinkResolver.LINK);
        String message =
                explained ? String.valueOf(((FileSystemException) e).getReason()) : String.valueOf(e.getMessage());
        // The JDK reports a refusal by read(2), as /proc/1/environ gives it, only in the words of strerror(3).
        boolean denied = message.contains("Permission denied") || message.contains("Operation not permitted");
        return Fact.unknown(denied ? Reason.DENIED : Reason.DAMAGED, "cannot read " + what + ": " + message);
    }

    /** Where the tree lies. */
    @Override
    public String toString() {
        return root.toString();
    }

    /** Which files they are. */
    private enum Kind {
        /** Those of this machine. */
        LIVE,
        /** Those of a captured tree. */
        TREE,
        /** None. */
        NONE
    }

    /** Makes a value of a file's bytes. */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface StreamConsumer<T> {
        /** Reads as much as it needs; the caller closes the stream. */
        T consume(InputStream in) throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        Fact<T> read(Path file) throws IOException;
    }

    @FunctionalInterface
    interface Guarded<T> {
        Fact<T> read() throws IOException;
    }
}
