/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A libvirtd of its own: in namespaces of its own, with its files in a temporary directory, gone with all its guests when closed or
 * when this JVM ends, however it ends.
 *
 * <p>Thread-safe, but what one thread does to the daemon all others notice.
 */
public final class Libvirtd implements AutoCloseable {

    private static final Shared<Libvirtd> SHARED = new Shared<>(Libvirtd::start);

    private final LibvirtdProcess process;
    private final OptionalInt port;

    private Libvirtd(LibvirtdProcess process, OptionalInt port) {
        this.process = process;
        this.port = port;
    }

    /** The daemon that all tests of this JVM share; started by the first that asks. Not for tests that stop or kill it. */
    public static Libvirtd shared() {
        return SHARED.get();
    }

    /** A daemon that nobody else has; close it. */
    public static Libvirtd start() {
        return setup().start();
    }

    /** A daemon that nobody else has, and not quite as usual. */
    public static Setup setup() {
        return new Setup();
    }

    /** "system", or "session" where this machine allows no more. */
    public String mode() {
        return process.mode();
    }

    /** libvirt's URI of a driver by this daemon's socket: {@code uri("qemu", "system")}. */
    public String uri(String driver, String path) {
        return driver + "+unix:///" + path + "?socket=" + socket();
    }

    /** Of QEMU. */
    public String qemuUri() {
        return uri("qemu", mode());
    }

    /** Of libvirt's LXC driver, as libvirt spells it. */
    public String lxcUri() {
        return uri("lxc", "system");
    }

    /** Of the test driver with its one guest, whose state all connections share. */
    public String testUri() {
        return uri("test", "default");
    }

    /** Of the test driver with the guests that a file describes; each connection has its own. */
    public String testUri(Path file) {
        return uri("test", file.toAbsolutePath().toString().substring(1));
    }

    /** Of a driver by TCP; only of a daemon that was set up so. */
    public String tcpUri(String driver) {
        int at = port.orElseThrow(() -> new IllegalStateException("set it up with tcp()"));
        return driver + "+tcp://127.0.0.1:" + at + "/" + (driver.equals("test") ? "default" : mode());
    }

    /** The socket that clients connect to. */
    public Path socket() {
        return process.base().resolve("sock/libvirt-sock");
    }

    /** A directory that goes with the daemon; for disks and the like. Guests see it under the same path. */
    public Path directory() {
        return process.base().resolve("files");
    }

    /** Where we see a file of the daemon's own, which it sees below {@code /var/lib/libvirt} as a daemon of the system. */
    public Path seen(String path) {
        String system = "/var/lib/libvirt/";
        return path.startsWith(system) && mode().equals("system")
                ? process.base().resolve("lib").resolve(path.substring(system.length()))
                : Path.of(path);
    }

    /** What the daemon wrote to its log. */
    public String log() {
        try {
            return Files.readString(process.base().resolve("libvirtd.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code virsh} at QEMU's driver. */
    public Virsh virsh() {
        return Virsh.at(qemuUri());
    }

    /** The number of the daemon's process. */
    public long pid() {
        return process.daemon();
    }

    /** The number of the process of a running guest of QEMU. */
    public long qemuPid(String guest) {
        return process.qemu(guest);
    }

    /** Stops the daemon where it stands: it answers nobody, and closes nothing. */
    public void suspend() {
        Processes.suspend(pid());
    }

    /** Lets a daemon go on that was suspended. */
    public void resume() {
        Processes.signal(pid(), "CONT");
    }

    /** Stops the process of a guest where it stands: it no longer answers libvirt. */
    public void suspendQemu(String guest) {
        Processes.suspend(qemuPid(guest));
    }

    /** Lets the process of a guest go on that was suspended. */
    public void resumeQemu(String guest) {
        Processes.signal(qemuPid(guest), "CONT");
    }

    /** Kills the process of a guest, as the kernel does when memory runs out. */
    public void killQemu(String guest) {
        Processes.kill(qemuPid(guest));
    }

    /** Kills the daemon and waits until it is gone. Its guests live on; {@link #restart()} brings it back to them. */
    public void kill() {
        Processes.kill(pid());
    }

    /** Starts the daemon again, after killing it if it is still there. Its guests live on. */
    public void restart() {
        process.restart();
    }

    /** Ends the daemon and all its guests, and removes all files. */
    @Override
    public void close() {
        process.close();
    }

    /** How a daemon shall be. Not thread-safe: for one thread. */
    public static final class Setup {

        private final Map<String, String> environment = new HashMap<>();
        private final List<String> options = new ArrayList<>();
        private OptionalInt port = OptionalInt.empty();

        private Setup() {}

        /** Listens on a free port of 127.0.0.1 too, without TLS and passwords; it then shares this machine's network. */
        public Setup tcp() {
            port = OptionalInt.of(Ports.free());
            return option("--tcp", Integer.toString(port.getAsInt()));
        }

        /** Lines of libvirtd.conf that win over those it has otherwise. */
        Setup configuration(Path file) {
            return option("--config", file.toString());
        }

        /** Shares this machine's network; two daemons that migrate by TCP must. */
        public Setup hostNetwork() {
            return option("--host-network");
        }

        /** Guests of QEMU get control groups for CPU time; only where this machine lets us make some. */
        public Setup controlGroups() {
            return option("--control-groups");
        }

        /** A variable in the environment of the daemon. */
        public Setup environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        Setup option(String... words) {
            options.addAll(List.of(words));
            return this;
        }

        /** Starts it, and waits until it answers. */
        public Libvirtd start() {
            return new Libvirtd(LibvirtdProcess.start(options, environment), port);
        }
    }
}
