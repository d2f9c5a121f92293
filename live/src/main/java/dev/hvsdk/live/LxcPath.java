/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A directory of LXC's containers of its own, which ends with all of them when closed or when this JVM ends. LXC has no daemon: each
 * running container has a monitor instead, which is a process of this machine and in none of our namespaces.
 *
 * <p>Thread-safe, but what one thread does to a container all others notice.
 */
public final class LxcPath implements AutoCloseable {

    private static final Shared<LxcPath> SHARED = new Shared<>(LxcPath::start);

    private final LiveScript script;
    private final Path path;

    private LxcPath(LiveScript script) {
        this.script = script;
        this.path = Path.of(script.awaitReady().get(0));
    }

    /** The directory that all tests of this JVM share; made by the first that asks. */
    public static LxcPath shared() {
        return SHARED.get();
    }

    /** A directory that nobody else has; close it. */
    public static LxcPath start() {
        return new LxcPath(LiveScript.start("LXC", "live-lxc", List.of(), Map.of()));
    }

    /** What the SDK is given. */
    public String uri() {
        return "lxc://" + path;
    }

    /** Where the containers are: what LXC's commands get by {@code -P}. */
    public Path path() {
        return path;
    }

    /** A directory that goes with the containers; they can mount what is in it. */
    public Path directory() {
        return script.base().resolve("files");
    }

    Path base() {
        return script.base();
    }

    /** A configuration for new containers, without a network and without the path of a root; for {@code lxc-create -f}. */
    public Path configuration() {
        return script.base().resolve("lxc.conf");
    }

    /** One of LXC's commands at this directory: {@code tool("lxc-start").run("-n", name)}. */
    public Tool tool(String command) {
        return Tool.of(Map.of(), Engine.find(command).toString(), "-P", path.toString());
    }

    /** Makes a container with a copy of the root of {@link ContainerImage}; it is not running. */
    public void create(String name) {
        Path container = path.resolve(name);
        Path root = container.resolve("rootfs");
        try {
            Files.createDirectory(container);
            copyRoot(root);
            Files.writeString(
                    container.resolve("config"),
                    Files.readString(configuration()) + "lxc.rootfs.path = dir:" + root + "\nlxc.uts.name = " + name
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyRoot(Path to) {
        Tool.of(Map.of(), "cp", "-a").run(ContainerImage.get().root().toString(), to.toString());
    }

    /** The number of process 1 of a running container. */
    public long pid(String name) {
        return Long.parseLong(tool("lxc-info").run("-n", name, "-H", "-p"));
    }

    /** The number of the process that watches over a running container. */
    public long monitorPid(String name) {
        return ProcessHandle.of(pid(name))
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    /** Stops the monitor of a container where it stands: LXC's commands wait for its answer. */
    public void suspendMonitor(String name) {
        Processes.suspend(monitorPid(name));
    }

    /** Lets a monitor go on that was suspended; its number, since LXC does not tell it meanwhile. */
    public void resumeMonitor(long pid) {
        Processes.signal(pid, "CONT");
    }

    /** Kills the daemon by which {@code lxc-monitor} hears of these containers; whether there was one. */
    public boolean killMonitorDaemon() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("lxc-monitord " + path + " "))
                .map(ProcessHandle::destroyForcibly)
                .reduce(false, Boolean::logicalOr);
    }

    /** Kills and removes all containers, and removes all files. */
    @Override
    public void close() {
        script.close();
    }
}
