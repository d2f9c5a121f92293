/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A systemd of its own with systemd-machined and nothing else, for containers of systemd-nspawn: in namespaces of its own over a
 * copy-on-write view of this machine, gone with all its containers when closed or when this JVM ends, however it ends.
 *
 * <p>Thread-safe, but what one thread does to it all others notice.
 */
public final class Machined implements AutoCloseable {

    private static final Shared<Machined> SHARED = new Shared<>(Machined::start);

    private final LiveScript script;

    private Machined(LiveScript script) {
        this.script = script;
        script.awaitReady();
    }

    /** The one that all tests of this JVM share; started by the first that asks. */
    public static Machined shared() {
        return SHARED.get();
    }

    /** One that nobody else has; close it. */
    public static Machined start() {
        return new Machined(LiveScript.start("machined", "live-containers", List.of("machined"), Map.of()));
    }

    /** The words that, before those of a command, run it there: the tools of systemd speak to no systemd but their own. */
    public List<String> prefix() {
        return List.of(Engine.find("nsenter").toString(), "--target", Long.toString(pid()), "--all", "--");
    }

    /** One of the commands there: {@code tool("machinectl").run("list")}. */
    public Tool tool(String command) {
        List<String> words = new ArrayList<>(prefix());
        words.add(Engine.find(command).toString());
        return Tool.of(Map.of(), words.toArray(String[]::new));
    }

    /** Makes a container with a copy of the root of {@link ContainerImage}; it is not running. */
    public void create(String name) {
        Path root = machines().resolve(name);
        Tool.of(Map.of(), "cp", "-a").run(ContainerImage.get().root().toString(), root.toString());
    }

    /** Where its containers are, which it knows as {@code /var/lib/machines}. */
    public Path machines() {
        return script.base().resolve("machines");
    }

    /** A directory that goes with it; containers can mount what is in it, under the same path. */
    public Path directory() {
        return script.base().resolve("files");
    }

    Path base() {
        return script.base();
    }

    /** The number of its systemd. */
    public long pid() {
        return Processes.findBelow(script.handle(), Machined::isSystemd)
                .orElseThrow(() -> new IllegalStateException("its systemd is not running"));
    }

    private static boolean isSystemd(long pid) {
        return Stream.of("/lib/systemd/systemd", "--unit=live.target").allMatch(Processes.arguments(pid)::contains);
    }

    /** Ends all of it, and removes all files. */
    @Override
    public void close() {
        script.close();
    }
}
