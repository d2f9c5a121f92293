/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.TypedParamsWriter;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * How one guest is going to be moved. Immutable.
 *
 * @param flags those of libvirt
 * @param options what the user wants
 * @param isWithinOneMachine whether both daemons run on one machine, so that nothing has to listen to the world
 * @param helps what helps if it fails for a reason that libvirt does not explain
 */
record MigrationPlan(int flags, MigrationOptions options, boolean isWithinOneMachine, Optional<String> helps) {
    /** {@code virDomainMigrateFlags} of libvirt-domain.h. */
    private static final int LIVE = 1;

    private static final int PERSIST_DESTINATION = 1 << 3;
    private static final int UNDEFINE_SOURCE = 1 << 4;
    private static final int NON_SHARED_DISK = 1 << 6;
    private static final int OFFLINE = 1 << 10;

    private static final long MEBIBYTE = 1 << 20;
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * The plan for moving a guest to there.
     *
     * @throws dev.hvsdk.api.HypervisorException.Conflict if it is there already, or another of its name
     */
    static MigrationPlan of(GuestAccess guest, HostAccess there, MigrationOptions options) {
        HostAccess here = guest.host();
        if (isSame(here, there) || runs(guest, there)) {
            throw errors(guest).conflict("the guest is on that host already");
        }
        GuestInfo info = guest.info();
        refuseIfTaken(guest, info.name(), there);
        boolean isActive = info.state() != GuestState.STOPPED;
        if (!isActive && !options.offline()) {
            throw errors(guest)
                    .remedy("start it, or move it with MigrationOptions.Builder.offline(true)")
                    .wrongState("the guest does not run");
        }
        int flags = flags(guest, options, isActive);
        return new MigrationPlan(flags, options, areOnThisMachine(here, there), helps(here, info, flags));
    }

    private static boolean isSame(HostAccess here, HostAccess there) {
        Optional<String> uuid = uuid(here);
        return uuid.isPresent() && uuid.equals(uuid(there));
    }

    /** A host of Xen has no UUID; one that would move a guest to itself waits for itself, and the guest stays locked. */
    private static boolean runs(GuestAccess guest, HostAccess there) {
        try {
            return there.link()
                    .readDomain(
                            "find guest", guest.id(), domain -> Vir.check(VirDomain.virDomainIsActive(domain)) == 1);
        } catch (HypervisorException.NotFound e) {
            return false;
        }
    }

    /** Libvirt's Xen driver looks only when it has sent the guest, waits for ever then, and keeps the guest locked. */
    private static void refuseIfTaken(GuestAccess guest, String name, HostAccess there) {
        boolean isTaken =
                there.find(name).filter(other -> !other.id().equals(guest.id())).isPresent();
        if (isTaken) {
            throw errors(guest)
                    .remedy("rename or remove one of the two")
                    .conflict("another guest on that host is called \"" + name + "\"");
        }
    }

    private static Optional<String> helps(HostAccess here, GuestInfo info, int flags) {
        boolean isLive = (flags & LIVE) != 0;
        return isLive ? here.family().liveMigrationRemedy(info) : Optional.empty();
    }

    /** The name alone does not say so: many machines are called localhost, or like that which they were copied from. */
    private static boolean areOnThisMachine(HostAccess here, HostAccess there) {
        return here.isOnThisMachine()
                && there.isOnThisMachine()
                && name(here).isPresent()
                && name(here).equals(name(there));
    }

    private static ErrorFactory errors(GuestAccess guest) {
        return guest.errors(LibvirtMigration.OPERATION);
    }

    private static Optional<String> uuid(HostAccess host) {
        return CapabilitiesXml.parse(host.capabilitiesXml()).hostUuid();
    }

    private static Optional<String> name(HostAccess host) {
        return host.read(
                "read host",
                connection -> Vir.ifSupported(() -> Vir.take(VirConnect.virConnectGetHostname(connection))));
    }

    private static int flags(GuestAccess guest, MigrationOptions options, boolean isActive) {
        boolean isPersistent = guest.read("info", domain -> Vir.check(VirDomain.virDomainIsPersistent(domain)) == 1);
        int flags = isPersistent ? PERSIST_DESTINATION | UNDEFINE_SOURCE : 0;
        if (!isActive) {
            return flags | OFFLINE;
        }
        return flags | (options.offline() ? 0 : LIVE) | (options.copyStorage() ? NON_SHARED_DISK : 0);
    }

    /** Whether it moves a definition and nothing else. */
    boolean isOfDefinition() {
        return (flags & OFFLINE) != 0;
    }

    /** The typed parameters of {@code virDomainMigrate3}; the names are those of libvirt-domain.h. */
    TypedParamsWriter params() {
        TypedParamsWriter params = new TypedParamsWriter();
        if (isWithinOneMachine && !isOfDefinition()) {
            params.addText("migrate_uri", "tcp://" + LOOPBACK).addText("listen_address", LOOPBACK);
        }
        if (!isOfDefinition()) {
            options.bandwidth().ifPresent(rate -> params.addULong("bandwidth", mebibytes(rate.toBytesPerSecond())));
        }
        return params;
    }

    /** libvirt knows whole MiB only, and takes 0 for no limit. */
    private static long mebibytes(long bytes) {
        return Math.max(1, bytes / MEBIBYTE);
    }

    /** How long the guest may stand still, if it is not the host's to choose. */
    Optional<Duration> maxDowntime() {
        return isOfDefinition() ? Optional.empty() : options.maxDowntime();
    }

    /** The errors of this migration for what libvirt said, with what helps where libvirt does not say it. */
    ErrorFactory explained(VirException e, ErrorFactory errors) {
        if (e.is(VirErrors.MIGRATE_UNSAFE)) {
            return errors.remedy("put the disks on storage that both hosts share, or copy them: copyStorage(true)");
        }
        return helps.map(errors::remedy).orElse(errors);
    }
}
