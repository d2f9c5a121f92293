/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What our mounts tell: where the root file system comes from and what an engine has mounted over our files.
 *
 * <p>A host lists its containers' file systems too, so only the root itself and well-known places inside a container count.
 */
final class MountSignals {
    private static final String MOUNTS = "/proc/self/mountinfo";

    record Form(
            String part, Technology technology, @Nullable String variant) {}

    /** In the options of an overlay that is our root: where the engines keep their layers, whatever their data directory. */
    static final List<Form> OVERLAYS = List.of(
            new Form("/overlay2/", Technology.DOCKER, null),
            new Form("/docker/", Technology.DOCKER, null),
            new Form("io.containerd.snapshotter", Technology.OCI_CONTAINER, "containerd"),
            new Form("/storage/overlay/", Technology.PODMAN, null),
            new Form("/overlay/l/", Technology.PODMAN, null));

    /** In the path, on its own file system, of the directory that is our root. */
    static final List<Form> ROOTS = List.of(
            new Form("/docker/", Technology.DOCKER, null),
            new Form("/containers/storage/", Technology.PODMAN, null),
            new Form("/incus/storage-pools/", Technology.INCUS, null),
            new Form("/lxd/storage-pools/", Technology.LXD, null),
            new Form("/storage-pools/", Technology.LXD, null),
            new Form("/var/lib/machines/", Technology.SYSTEMD_NSPAWN, null));

    /** In the path of what is mounted on the files that every engine gives its container. */
    static final List<Form> BINDS = List.of(
            new Form("/overlay-containers/", Technology.PODMAN, null),
            new Form("io.containerd.grpc.v1.cri", Technology.OCI_CONTAINER, "containerd"),
            new Form("/kubelet/pods/", Technology.OCI_CONTAINER, ContainerClaim.KUBERNETES),
            new Form("/docker/containers/", Technology.DOCKER, null));

    private static final List<String> GIVEN_FILES =
            List.of("/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/run/.containerenv");

    /** Beginnings of mount points that exist in one kind of container only. */
    static final List<Form> POINTS = List.of(
            new Form("/dev/incus", Technology.INCUS, null),
            new Form("/dev/.incus-mounts", Technology.INCUS, null),
            new Form("/dev/lxd", Technology.LXD, null),
            new Form("/dev/.lxd-mounts", Technology.LXD, null),
            new Form("/run/host/incoming", Technology.SYSTEMD_NSPAWN, null));

    private final List<ContainerClaim> claims = new ArrayList<>();
    private boolean known;
    private @Nullable Evidence wholeDisk;

    MountSignals(Scene scene) {
        scene.read(MOUNTS).ifPresent(this::readAll);
    }

    private void readAll(String text) {
        known = true;
        for (int start = 0; start < text.length(); start = Lines.end(text, start) + 1) {
            Mount.parse(text.substring(start, Lines.end(text, start))).ifPresent(this::read);
        }
    }

    private void read(Mount mount) {
        if (mount.point().equals("/")) {
            readRoot(mount);
        } else if (GIVEN_FILES.contains(mount.point())) {
            readBind(mount);
        } else {
            readPoint(mount);
        }
    }

    /** The last mount on the root is the one that is seen. */
    private void readRoot(Mount mount) {
        wholeDisk = mount.isWholeDisk()
                ? Evidence.ofSystem(MOUNTS + " /", Lines.printable(mount.source()) + " as a whole")
                : null;
        if (mount.type().contains("overlay")) {
            add(OVERLAYS, mount, mount.options());
        } else {
            add(ROOTS, mount, mount.root());
            readSpecialRoot(mount);
        }
    }

    private void readSpecialRoot(Mount mount) {
        if (mount.root().contains("/lxc/") && mount.root().endsWith("/rootfs")) {
            add(Technology.LXC, null, mount, mount.root());
        }
        // bubblewrap.c pivots into this directory of a fresh tmpfs.
        if (mount.type().equals("tmpfs") && mount.root().equals("/newroot")) {
            add(Technology.BUBBLEWRAP, null, mount, mount.root());
        }
        // Kata's agent: the tag under which the host shares the container's files.
        if (mount.source().contains("kataShared")) {
            add(Technology.KATA, null, mount, mount.source());
        }
    }

    private void readBind(Mount mount) {
        if (!add(BINDS, mount, mount.root()) && isDockerFile(mount.root())) {
            add(Technology.DOCKER, null, mount, mount.root());
        }
    }

    /** {@code DATA/containers/ID/hostname}, wherever Docker's data directory is. */
    private static boolean isDockerFile(String path) {
        String[] names = path.split("/");
        return names.length > 3
                && names[names.length - 3].equals("containers")
                && Lines.isHex(names[names.length - 2], 64);
    }

    private void readPoint(Mount mount) {
        for (Form form : POINTS) {
            if (mount.point().startsWith(form.part())) {
                add(form.technology(), form.variant(), mount, mount.point());
            }
        }
        if (mount.type().equals("fuse.lxcfs") && mount.point().startsWith("/proc/")) {
            add(Technology.LXC, null, mount, "lxcfs");
        }
        // liblxc's conf.c gives each start of a container an id of its own, wherever its root lies.
        if (mount.point().equals("/proc/sys/kernel/random/boot_id")
                && mount.root().endsWith("/.lxc-boot-id")) {
            add(Technology.LXC, null, mount, mount.root());
        }
    }

    private boolean add(List<Form> forms, Mount mount, String text) {
        for (Form form : forms) {
            if (text.contains(form.part())) {
                add(form.technology(), form.variant(), mount, text);
                return true;
            }
        }
        return false;
    }

    private void add(Technology technology, @Nullable String variant, Mount mount, String text) {
        boolean again = !mount.point().equals("/")
                && claims.stream().anyMatch(claim -> claim.technology().equals(technology));
        if (!again) {
            Evidence evidence = Evidence.ofSystem(MOUNTS + " " + mount.point(), Lines.printable(text));
            claims.add(new ContainerClaim(Weight.MOUNT, technology, variant, evidence));
        }
    }

    List<ContainerClaim> claims() {
        return claims;
    }

    /** Whether we can see our mounts, so that an engine that gives its containers some would have shown. */
    boolean areKnown() {
        return known;
    }

    /** Whether our root is known to be the whole of a disk: no engine that unpacks images gives its containers one. */
    boolean isWholeDisk() {
        return wholeDisk != null;
    }

    /** The disk that is our root as a whole. */
    Optional<Evidence> wholeDisk() {
        return Optional.ofNullable(wholeDisk);
    }

    /** A line of mountinfo (proc_pid_mountinfo(5)). */
    private record Mount(String root, String point, String type, String source, String options) {
        /** The installers of distributions put the root into a subvolume of btrfs or a dataset of ZFS of their own. */
        boolean isWholeDisk() {
            boolean subvolume = type.equals("btrfs") && (root.startsWith("/@") || root.equals("/root"));
            boolean dataset = type.equals("zfs") && source.contains("/ROOT/");
            return dataset || (source.startsWith("/dev/") && (root.equals("/") || subvolume));
        }

        static Optional<Mount> parse(String line) {
            int dash = line.indexOf(" - ");
            String[] first = dash < 0 ? new String[0] : line.substring(0, dash).split(" ");
            String[] second =
                    dash < 0 ? new String[0] : line.substring(dash + 3).split(" ");
            return first.length < 6 || second.length < 2
                    ? Optional.empty()
                    : Optional.of(
                            new Mount(first[3], first[4], second[0], second[1], second.length > 2 ? second[2] : ""));
        }
    }
}
