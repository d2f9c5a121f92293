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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An engine of containers that is a daemon: in namespaces of its own, with its files in a temporary directory, gone with all its
 * containers when closed or when this JVM ends, however it ends.
 *
 * <p>Thread-safe, but what one thread does to the daemon all others notice.
 */
public abstract sealed class ContainerDaemon implements AutoCloseable permits Dockerd, PodmanService, Lxd {

    private final LiveScript script;
    private final String program;
    private final Path socket;
    private final OptionalInt port;
    private final ReentrantLock importing = new ReentrantLock();
    private boolean imported;

    ContainerDaemon(Setup<?> setup) {
        this.program = setup.program;
        this.port = setup.port;
        this.script = LiveScript.start(program, "live-containers", setup.words(), Map.of());
        this.socket = Path.of(script.awaitReady().get(0));
    }

    /** What the SDK is given to reach it by its socket. */
    public abstract String uri();

    /** The engine's own command at this daemon. */
    public abstract Tool cli();

    abstract String imageName();

    abstract void importImage(ContainerImage image);

    /**
     * The name of an image that is there: busybox with {@link ContainerImage#INIT}. Imported by the first that
     * asks.
     */
    public final String image() {
        importing.lock();
        try {
            if (!imported) {
                importImage(ContainerImage.get());
                imported = true;
            }
            return imageName();
        } finally {
            importing.unlock();
        }
    }

    /** The socket that clients connect to. */
    public final Path socket() {
        return socket;
    }

    /** A port of 127.0.0.1, if it was set up with one. */
    public final int tcpPort() {
        return port.orElseThrow(() -> new IllegalStateException("set it up with tcp()"));
    }

    /** A directory that goes with the daemon; containers can mount what is in it. */
    public final Path directory() {
        return script.base().resolve("files");
    }

    final Path base() {
        return script.base();
    }

    /**
     * Where its control groups are, as this machine sees them. The engine sees this directory as the root of the hierarchy, so
     * {@code controlGroups("memory").resolve("docker/" + id)} has the limits of one of Docker's containers.
     */
    public final Path controlGroups(String controller) {
        Path unified = ControlGroups.ROOT.resolve(name());
        return Files.isDirectory(unified)
                ? unified
                : ControlGroups.ROOT.resolve(controller).resolve(name());
    }

    private String name() {
        return script.base().getFileName().toString();
    }

    /** What the daemon wrote to its log. */
    public final String log() {
        try {
            return Files.readString(script.base().resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the daemon's process. */
    public final long pid() {
        try {
            String inner = Files.readString(script.base().resolve("pid")).strip();
            return script.find(inner, program)
                    .orElseThrow(() -> new IllegalStateException(program + " is not running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that this machine has for a process that the engine, in its own namespace, knows by another. */
    public final long pid(long inner) {
        return script.find(Long.toString(inner), "")
                .orElseThrow(() -> new IllegalStateException(program + " has no process " + inner));
    }

    /** Stops the daemon where it stands: it answers nobody, and closes nothing. */
    public final void suspend() {
        Processes.suspend(pid());
    }

    /** Lets a daemon go on that was suspended. */
    public final void resume() {
        Processes.signal(pid(), "CONT");
    }

    /** Kills the daemon and waits until it is gone; {@link #restart()} brings it back to the same data. */
    public final void kill() {
        Processes.kill(pid());
    }

    /** Starts the daemon again, after killing it if it is still there. */
    public final void restart() {
        script.restart();
    }

    /** Ends the daemon and all its containers, and removes all files. */
    @Override
    public final void close() {
        script.close();
    }

    /** How a daemon shall be. Not thread-safe: for one thread. */
    abstract static class Setup<D extends ContainerDaemon> {

        private final String engine;
        private final String program;
        private final List<String> options = new ArrayList<>();
        private OptionalInt port = OptionalInt.empty();

        Setup(String engine, String program) {
            this.engine = engine;
            this.program = program;
        }

        /** Starts it, and waits until it answers. */
        public abstract D start();

        final void option(String... words) {
            options.addAll(List.of(words));
        }

        final void port(int number) {
            port = OptionalInt.of(number);
            option("--tcp", Integer.toString(number));
        }

        private List<String> words() {
            List<String> words = new ArrayList<>(options);
            words.add(engine);
            return words;
        }
    }
}
