/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A {@code vmrun} and a {@code vmware} that behave as the manual says, without a hypervisor.
 *
 * <p>They are shell scripts in a directory, and keep their state there: what was started is listed, snapshots are a tree that goes to
 * the machine's {@code .vmsd}, a suspended machine has a {@code .vmss}, and what is wrong is told as {@code Error: ...} with exit code
 * 255. They know {@code list}, {@code start}, {@code stop}, {@code reset}, {@code suspend}, {@code pause}, {@code unpause},
 * {@code snapshot}, {@code listSnapshots}, {@code revertToSnapshot}, {@code deleteSnapshot}, {@code clone} and {@code deleteVM}.
 *
 * <p>What they do not imitate: nothing runs, no disk is read or written, and no guest has users or files. The formats are those of the
 * documentation; they were not compared with a real product. They need a POSIX shell and awk.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VmrunStandIn {
    private final Path directory;

    private VmrunStandIn(Path directory) {
        this.directory = directory;
    }

    /** Writes the scripts to a directory, which is made if it is not there. */
    public static VmrunStandIn in(Path directory) {
        try {
            Files.createDirectories(directory.resolve("machines"));
            Path real = directory.toRealPath();
            copy("vmrun", real);
            copy("vmware", real);
            return new VmrunStandIn(real);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String program, Path directory) throws IOException {
        Path target = directory.resolve(program);
        try (@Nullable InputStream script = VmrunStandIn.class.getResourceAsStream(program + ".sh")) {
            if (script == null) {
                throw new FileNotFoundException(program + ".sh");
            }
            Files.write(target, script.readAllBytes());
        }
        if (!target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    /** The script. */
    public Path vmrun() {
        return directory.resolve("vmrun");
    }

    /** Where machines are looked for, and made. */
    public Path machines() {
        return directory.resolve("machines");
    }

    /** Where the marks of what runs are. */
    Path state() {
        return directory.resolve("state");
    }

    boolean hasTools() {
        return !Files.exists(directory.resolve("no-tools"));
    }

    /** Opens it: {@code vmware:///} with this vmrun and these machines, and no others. */
    public URI uri() {
        return URI.create("vmware:///?vmrun=" + encoded(vmrun()) + "&directory=" + encoded(machines()) + "&inventory="
                + encoded(directory.resolve("inventory.vmls")));
    }

    private static String encoded(Path path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    /** Has guests without VMware Tools from now on, which can be asked nothing. */
    public VmrunStandIn withoutTools() {
        return switched("no-tools", "");
    }

    /** Has {@code vmrun start} leave a process behind that holds its output open, as the real one does. */
    public VmrunStandIn keepingThePipe() {
        return switched("keeps-pipe", "");
    }

    /** Has every call fail with these words from now on. */
    public VmrunStandIn failing(String words) {
        return switched("fails", words);
    }

    private VmrunStandIn switched(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of each call of vmrun so far, one line each. */
    public List<String> calls() {
        try {
            Path calls = directory.resolve("calls");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory. */
    @Override
    public String toString() {
        return "vmrun in " + directory;
    }
}
