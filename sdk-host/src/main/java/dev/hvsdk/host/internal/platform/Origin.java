/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.HostRoot;
import java.util.Locale;

/**
 * Where what is known of a host comes from. What a person does to know more follows from it: nobody becomes root in a file, and
 * nobody dumps the registers of the machine at hand. The sentences have no full stop. Immutable.
 */
public final class Origin {
    private final Kind kind;
    private final boolean readByRoot;

    private Origin(Kind kind, boolean readByRoot) {
        this.kind = kind;
        this.readByRoot = readByRoot;
    }

    /** That of what is known of this host. */
    public static Origin of(HostRoot host) {
        return new Origin(kindOf(host), host.facts().uid().equals(Fact.known(0)));
    }

    private static Kind kindOf(HostRoot host) {
        if (host.isLive()) {
            return Kind.LIVE;
        }
        boolean withoutFiles = host.files()
                .list("/")
                .problem()
                .filter(problem -> problem.reason() == Reason.NOT_CAPTURED)
                .isPresent();
        return withoutFiles ? Kind.DUMP : Kind.CAPTURE;
    }

    /** What a person does to have a file or directory of the kernel read that was not there to be read. */
    public String toRead(String path) {
        return switch (kind) {
            case LIVE -> "Look where " + path + " is shown: in a container, outside of it";
            case CAPTURE -> "Ask on the live machine, or capture it anew as root";
            case DUMP -> "Ask on the machine itself, or capture it: a dump of its registers holds no " + path;
        };
    }

    /** What a person does to have a register read that was not. */
    public String toRead(CpuRegister register) {
        return switch (kind) {
            case LIVE ->
                readByRoot
                        ? "Load the kernel's " + register.driver() + " driver (modprobe " + register.driver()
                                + "), and be root outside of a container"
                        : "Run as root with " + driver(register);
            case CAPTURE -> "Capture it anew as root with " + driver(register);
            case DUMP -> "Dump " + register.name() + " too, " + register.dumper() + ",";
        };
    }

    private static String driver(CpuRegister register) {
        return "the kernel's " + register.driver() + " driver (modprobe " + register.driver() + ")";
    }

    /** What a person does where the kernel's account of its devices is not there; begins in lower case. */
    String toShowSysfs() {
        return switch (kind) {
            case LIVE ->
                "mount sysfs on /sys; a container is given it by whoever starts it (bwrap: --ro-bind /sys /sys)";
            case CAPTURE -> "ask on the live machine, or capture it anew with its /sys";
            case DUMP -> "ask on the machine itself, or capture it: a dump of its registers holds no file";
        };
    }

    /** That something was not read, in the words that fit: {@code not in the dump}. */
    public String missing() {
        return kind == Kind.LIVE ? "not readable" : "not in the " + kind.name().toLowerCase(Locale.ROOT);
    }

    private enum Kind {
        /** The machine that this process runs on. */
        LIVE,
        /** A tree of its files. */
        CAPTURE,
        /** Registers alone. */
        DUMP
    }
}
