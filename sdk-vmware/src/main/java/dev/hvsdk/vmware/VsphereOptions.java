/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestExtension;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a guest of vSphere can be asked for beyond what all guests can.
 *
 * <pre>{@code
 * GuestSpec.builder("web").with(VsphereOptions.builder().guestId("debian11_64Guest").datastore("fast").build())
 * }</pre>
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereOptions implements GuestExtension {
    /** What a guest starts by. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Firmware {
        /** A BIOS. */
        BIOS,
        /** UEFI. */
        EFI
    }

    /** What disks are connected with. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Controller {
        /** Paravirtual SCSI. */
        PVSCSI,
        /** LSI Logic's parallel SCSI. */
        LSILOGIC,
        /** LSI Logic's SAS. */
        LSILOGIC_SAS,
        /** BusLogic's SCSI, for systems of old. */
        BUSLOGIC,
        /** SATA, by AHCI. */
        SATA,
        /** NVMe; from hardware version 13. */
        NVME
    }

    /** How a disk takes its room on a datastore. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Provisioning {
        /** As it is written to. */
        THIN,
        /** At once, and cleared as it is written to. */
        THICK,
        /** At once, and cleared at once. */
        EAGER_ZEROED
    }

    private final @Nullable String guestId;
    private final @Nullable Integer hardwareVersion;
    private final @Nullable Firmware firmware;
    private final @Nullable Boolean secureBoot;
    private final @Nullable Controller controller;
    private final @Nullable Provisioning provisioning;
    private final @Nullable String nicModel;
    private final @Nullable String datastore;
    private final @Nullable String cluster;
    private final @Nullable String host;
    private final @Nullable String resourcePool;
    private final @Nullable String folder;
    private final @Nullable Integer coresPerSocket;
    private final @Nullable Boolean cpuHotAdd;
    private final @Nullable Boolean memoryHotAdd;
    private final @Nullable Boolean nested;
    private final @Nullable String note;

    private VsphereOptions(Builder builder) {
        guestId = builder.guestId;
        hardwareVersion = builder.hardwareVersion;
        firmware = builder.firmware;
        secureBoot = builder.secureBoot;
        controller = builder.controller;
        provisioning = builder.provisioning;
        nicModel = builder.nicModel;
        datastore = builder.datastore;
        cluster = builder.cluster;
        host = builder.host;
        resourcePool = builder.resourcePool;
        folder = builder.folder;
        coresPerSocket = builder.coresPerSocket;
        cpuHotAdd = builder.cpuHotAdd;
        memoryHotAdd = builder.memoryHotAdd;
        nested = builder.nested;
        note = builder.note;
    }

    /** Starts with what a guest has that asks for nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** What will run in it, by which the server chooses hardware: {@code debian11_64Guest}; empty if not asked for. */
    public Optional<String> guestId() {
        return Optional.ofNullable(guestId);
    }

    /** The version of its virtual hardware: 13 for {@code vmx-13}; empty if not asked for. */
    public Optional<Integer> hardwareVersion() {
        return Optional.ofNullable(hardwareVersion);
    }

    /** Its firmware; empty for what {@link dev.hvsdk.api.BootSource} says. */
    public Optional<Firmware> firmware() {
        return Optional.ofNullable(firmware);
    }

    /** Whether its firmware starts signed code only; empty if not asked for. */
    public Optional<Boolean> secureBoot() {
        return Optional.ofNullable(secureBoot);
    }

    /** What its disks are connected with; empty if not asked for. */
    public Optional<Controller> controller() {
        return Optional.ofNullable(controller);
    }

    /** How its disks that are made take their room; empty if not asked for. */
    public Optional<Provisioning> provisioning() {
        return Optional.ofNullable(provisioning);
    }

    /** The adapter of its network interfaces that name none; empty if not asked for. */
    public Optional<String> nicModel() {
        return Optional.ofNullable(nicModel);
    }

    /** The datastore of its files; empty if not asked for. */
    public Optional<String> datastore() {
        return Optional.ofNullable(datastore);
    }

    /** The cluster, or the host that is in none, that it runs on; empty if not asked for. */
    public Optional<String> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** The host that it starts on; empty if not asked for. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** The resource pool that it takes CPU and memory from; empty if not asked for. */
    public Optional<String> resourcePool() {
        return Optional.ofNullable(resourcePool);
    }

    /** The folder of the inventory that it is in; empty if not asked for. */
    public Optional<String> folder() {
        return Optional.ofNullable(folder);
    }

    /** How many of its CPUs are on one socket; empty if not asked for. */
    public Optional<Integer> coresPerSocket() {
        return Optional.ofNullable(coresPerSocket);
    }

    /** Whether it can be given CPUs while it runs; empty if not asked for. */
    public Optional<Boolean> cpuHotAdd() {
        return Optional.ofNullable(cpuHotAdd);
    }

    /** Whether it can be given memory while it runs; empty if not asked for. */
    public Optional<Boolean> memoryHotAdd() {
        return Optional.ofNullable(memoryHotAdd);
    }

    /** Whether it can be a host of guests itself; empty if not asked for. */
    public Optional<Boolean> nested() {
        return Optional.ofNullable(nested);
    }

    /** What people have noted about it; empty if not asked for. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            guestId,
            hardwareVersion,
            firmware,
            secureBoot,
            controller,
            provisioning,
            nicModel,
            datastore,
            cluster,
            host,
            resourcePool,
            folder,
            coresPerSocket,
            cpuHotAdd,
            memoryHotAdd,
            nested,
            note
        };
    }

    /** What is asked for of it, as {@code datastore fast, cluster east}; the note is left out. */
    @Override
    public String toString() {
        return "options of vSphere"
                + datastore().map(name -> ", datastore " + name).orElse("")
                + cluster().map(name -> ", cluster " + name).orElse("")
                + guestId().map(name -> ", for " + name).orElse("");
    }

    /** Collects options. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private static final Pattern GUEST_ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

        private static final int OLDEST_HARDWARE = 3;
        private static final int MOST = 999;

        private @Nullable String guestId;
        private @Nullable Integer hardwareVersion;
        private @Nullable Firmware firmware;
        private @Nullable Boolean secureBoot;
        private @Nullable Controller controller;
        private @Nullable Provisioning provisioning;
        private @Nullable String nicModel;
        private @Nullable String datastore;
        private @Nullable String cluster;
        private @Nullable String host;
        private @Nullable String resourcePool;
        private @Nullable String folder;
        private @Nullable Integer coresPerSocket;
        private @Nullable Boolean cpuHotAdd;
        private @Nullable Boolean memoryHotAdd;
        private @Nullable Boolean nested;
        private @Nullable String note;

        private Builder() {}

        /**
         * Says what will run in it, in the server's words (VirtualMachineGuestOsIdentifier): {@code debian11_64Guest}.
         *
         * @throws IllegalArgumentException if it is no such word
         */
        public Builder guestId(String guestId) {
            if (!GUEST_ID.matcher(guestId).matches()) {
                throw new IllegalArgumentException("not a name of a system of vSphere's: '" + guestId + "'");
            }
            this.guestId = guestId;
            return this;
        }

        /**
         * Sets the version of its virtual hardware: 13 for {@code vmx-13}; the newest of the host unless called.
         *
         * @throws IllegalArgumentException if it is under 3 or over 999
         */
        public Builder hardwareVersion(int hardwareVersion) {
            if (hardwareVersion < OLDEST_HARDWARE || hardwareVersion > MOST) {
                throw new IllegalArgumentException("not a version of virtual hardware: " + hardwareVersion);
            }
            this.hardwareVersion = hardwareVersion;
            return this;
        }

        /** Sets its firmware, over what {@link dev.hvsdk.api.BootSource} says. */
        public Builder firmware(Firmware firmware) {
            this.firmware = firmware;
            return this;
        }

        /** Says whether its firmware, which has to be EFI, starts signed code only. */
        public Builder secureBoot(boolean secureBoot) {
            this.secureBoot = secureBoot;
            return this;
        }

        /** Sets what its disks are connected with, where a disk names no other bus; {@code PVSCSI} unless called. */
        public Builder controller(Controller controller) {
            this.controller = controller;
            return this;
        }

        /** Sets how its disks that are made take their room; {@code THIN} unless called. */
        public Builder provisioning(Provisioning provisioning) {
            this.provisioning = provisioning;
            return this;
        }

        /** Sets the adapter of its network interfaces that name none: {@code vmxnet3}, which it is unless called, {@code e1000e}, {@code e1000}. */
        public Builder nicModel(String nicModel) {
            this.nicModel = nicModel;
            return this;
        }

        /** Names the datastore of its files; the one with most room that its hosts reach unless called. */
        public Builder datastore(String datastore) {
            this.datastore = datastore;
            return this;
        }

        /** Names the cluster, or the host that is in none, that it runs on; the first one unless called. */
        public Builder cluster(String cluster) {
            this.cluster = cluster;
            return this;
        }

        /** Names the host that it starts on; the server's choice unless called. */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** Names the resource pool that it takes CPU and memory from; that of the whole cluster or host unless called. */
        public Builder resourcePool(String resourcePool) {
            this.resourcePool = resourcePool;
            return this;
        }

        /** Names the folder of the inventory that it is put into; the top one for guests unless called. */
        public Builder folder(String folder) {
            this.folder = folder;
            return this;
        }

        /**
         * Sets how many of its CPUs are on one socket; the server's choice unless called.
         *
         * @throws IllegalArgumentException if it is under 1 or over 999
         */
        public Builder coresPerSocket(int coresPerSocket) {
            if (coresPerSocket < 1 || coresPerSocket > MOST) {
                throw new IllegalArgumentException("not a number of cores of a socket: " + coresPerSocket);
            }
            this.coresPerSocket = coresPerSocket;
            return this;
        }

        /** Says whether it can be given CPUs while it runs; false unless called. */
        public Builder cpuHotAdd(boolean cpuHotAdd) {
            this.cpuHotAdd = cpuHotAdd;
            return this;
        }

        /** Says whether it can be given memory while it runs; false unless called. */
        public Builder memoryHotAdd(boolean memoryHotAdd) {
            this.memoryHotAdd = memoryHotAdd;
            return this;
        }

        /** Says whether it can be a host of guests itself; false unless called. */
        public Builder nested(boolean nested) {
            this.nested = nested;
            return this;
        }

        /** Sets what people shall know about it. */
        public Builder note(String note) {
            this.note = note;
            return this;
        }

        /** The finished value. */
        public VsphereOptions build() {
            return new VsphereOptions(this);
        }
    }
}
