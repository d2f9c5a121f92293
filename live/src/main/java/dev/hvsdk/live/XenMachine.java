/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The emulated machine behind a {@link XenLab}: the script that runs it, or what the script wrote down where somebody else runs it. */
final class XenMachine {

    /** The first half of the sum is in the name of the link, as {@code scripts/make-xen-lab} has it. */
    private static final int SUM_BYTES = 8;

    private static final String MAKER = "make-xen-lab";

    private final Path base;
    private final @Nullable LiveScript script;
    private volatile List<String> said;

    private XenMachine(Path base, @Nullable LiveScript script, List<String> said) {
        this.base = base;
        this.script = script;
        this.said = said;
    }

    static XenMachine start(List<String> options) {
        LiveScript script = LiveScript.start("the Xen lab", "live-xen-lab", options, Map.of());
        return new XenMachine(script.base(), script, script.awaitReady());
    }

    static XenMachine running(Path base) {
        try {
            List<String> words = Arrays.asList(
                    Files.readString(base.resolve("ready")).strip().split(" "));
            return new XenMachine(base, null, words.subList(1, words.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> missing() {
        return Stream.of("qemu-system-x86_64", "virsh", "ssh", "ssh-keygen", "setpriv")
                .flatMap(program -> Engine.absent(program, ": run scripts/install-engines xen-lab").stream())
                .findFirst()
                .or(XenMachine::notMade);
    }

    private static Optional<String> notMade() {
        Path root =
                Project.cache("HVSDK_XEN_LAB", "xen-lab").resolve("of-" + sum()).resolve("root.sqfs");
        return Files.isReadable(root)
                ? Optional.empty()
                : Optional.of("no " + root + " here: run scripts/install-engines xen-lab and scripts/" + MAKER);
    }

    private static String sum() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Project.script(MAKER)));
            return HexFormat.of().formatHex(sum, 0, SUM_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path base() {
        return base;
    }

    int libvirtPort() {
        return Integer.parseInt(said.get(0));
    }

    int sshPort() {
        return Integer.parseInt(said.get(1));
    }

    long pid() {
        own();
        return Long.parseLong(said.get(2));
    }

    void restart() {
        said = own().restart();
    }

    private LiveScript own() {
        if (script == null) {
            throw new IllegalStateException("this Xen lab is not ours to stop: start one for the test");
        }
        return script;
    }

    void close() {
        if (script != null) {
            script.close();
        }
    }
}
