/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A host to read: the live machine, or one that was captured into a directory.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostRoot {
    private final HostFiles files;
    private final HostFacts facts;
    private final boolean live;

    private HostRoot(HostFiles files, HostFacts facts, boolean live) {
        this.files = files;
        this.facts = facts;
        this.live = live;
    }

    /** The machine that this process runs on. */
    public static HostRoot live() {
        return new HostRoot(HostFiles.live(), LiveFacts.INSTANCE, true);
    }

    /**
     * A host that was captured into a directory: a tree of its files, and beside them {@code host.json} with the facts that
     * are no files. A tree without {@code host.json} is read too; then those facts are {@link Fact.Reason#NOT_CAPTURED}.
     *
     * @throws InvalidCaptureException if there is no such directory, it holds none of {@code host.json}, {@code proc} and
     *     {@code sys}, or its {@code host.json} is damaged or of a newer format
     */
    public static HostRoot captured(Path directory) {
        HostFiles files = HostFiles.below(directory);
        return new HostRoot(files, CapturedHost.facts(directory, files), false);
    }

    /** A tree with facts given by the caller, which is how tests write a host down. */
    public static HostRoot of(Path tree, HostFacts facts) {
        return new HostRoot(HostFiles.below(tree), facts, false);
    }

    /** A host of which these facts are known and no file, such as a CPU that was dumped. */
    public static HostRoot of(HostFacts facts) {
        return new HostRoot(HostFiles.none(), facts, false);
    }

    /** The same host, with every reading of its files told to an observer. */
    public HostRoot observedBy(ReadObserver observer) {
        return new HostRoot(files.observedBy(observer), facts, live);
    }

    /** What a person can do where a permission is missing: for root that is not to become root. */
    public String denialRemedy() {
        return facts.uid().equals(Fact.known(0))
                ? "nothing helps here: the kernel or a security module refuses it even to root"
                : "run as root";
    }

    /** The files of the host. */
    public HostFiles files() {
        return files;
    }

    /** The facts of the host that are not files. */
    public HostFacts facts() {
        return facts;
    }

    /** Whether this is the live machine; a captured host refuses every change. */
    public boolean isLive() {
        return live;
    }

    /** Where the tree lies; {@code /} for the live machine. */
    @Override
    public String toString() {
        return files.toString();
    }
}
