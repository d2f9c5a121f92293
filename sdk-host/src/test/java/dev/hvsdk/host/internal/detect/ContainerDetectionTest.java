/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Forgery;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers on a machine of which nothing else is known; forms as the engines' sources have them and as seen live. */
class ContainerDetectionTest {
    private static final long OWN_PIDS = 4026532180L;
    private static final long FIRST_PIDS = 4026531836L;
    private static final String ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @TempDir
    Path tree;

    private FixtureHost container() {
        return FixtureHost.in(tree).machine("aarch64").namespaces(OWN_PIDS);
    }

    private static String root(String line) {
        return "1 0 0:50 " + line + "\n";
    }

    /** Paths of control groups: runc libcontainer/cgroups, cri-o, containerd, conmon, liblxc, Amazon ECS. */
    @ParameterizedTest
    @CsvSource({
        "/docker/ID,docker",
        "/system.slice/docker-ID.scope,docker",
        "/machine.slice/libpod-ID.scope,podman",
        "/machine.slice/libpod-ID.scope/container,podman",
        "/kubepods.slice/kubepods-besteffort.slice/crio-ID.scope,cri-o",
        "/kubepods.slice/kubepods-burstable.slice/cri-containerd-ID.scope,oci-container/containerd",
        "/kubepods/besteffort/pod5f0c4a2e/ID,oci-container",
        "/lxc.payload.web1/system.slice,lxc",
        "/lxc/web1,lxc",
        "/machine.slice/systemd-nspawn@web.service/payload,systemd-nspawn"
    })
    void namesTheEngineByTheControlGroup(String path, String expected) {
        FixtureHost host = container().file("/proc/self/cgroup", "4:memory:" + path.replace("ID", ID) + "\n0::/\n");

        assertThat(Names.of(host)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"/system.slice/docker.service", "/user.slice/docker-compose.scope", "/lxc.monitor.web1", "/libpod-tools"
    })
    void isNotMisledByGroupsOfTheEnginesThemselves(String path) {
        FixtureHost host = container().namespaces(FIRST_PIDS).file("/proc/self/cgroup", "0::" + path + "\n");

        assertThat(Names.of(host)).isEmpty();
    }

    /** The root's line of mountinfo: Docker, containers/storage, containerd, LXC, LXD, Incus, nspawn, bubblewrap, Kata. */
    @ParameterizedTest
    @CsvSource({
        "'/ / rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A,upperdir=/var/lib/docker/overlay2/x/diff',docker",
        "'/ / rw - overlay overlay rw,lowerdir=/data/d1/overlay2/l/AB:/data/d1/overlay2/l/CD',docker",
        "/docker/vfs/dir/ab / rw - ext4 /dev/sda1 rw,docker",
        "'/ / rw - overlay overlay rw,lowerdir=/var/lib/containers/storage/overlay/l/A',podman",
        "'/ / rw - fuse.fuse-overlayfs fuse-overlayfs rw,lowerdir=/home/u/.local/share/containers/storage/overlay/l/A',"
                + "podman",
        "'/ / rw - overlay overlay rw,lowerdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/1/fs',"
                + "oci-container/containerd",
        "/var/lib/lxc/web1/rootfs / rw - ext4 /dev/sda1 rw,lxc",
        "/var/snap/lxd/common/lxd/storage-pools/default/containers/l1/rootfs / rw - btrfs /dev/sda1 rw,lxd",
        "/var/lib/incus/storage-pools/default/containers/l1/rootfs / rw - btrfs /dev/sda1 rw,incus",
        "/var/lib/machines/n1 / rw - ext4 /dev/sda1 rw,systemd-nspawn",
        "/newroot / rw - tmpfs tmpfs rw,bubblewrap",
        "/ / rw - virtiofs kataShared rw,kata"
    })
    void namesTheEngineByTheRootMount(String line, String expected) {
        FixtureHost host = container().file("/proc/self/mountinfo", root(line));

        assertThat(Names.of(host)).containsExactly(expected);
    }

    /** What PID 1 is told, and what systemd or an engine leaves in /run and /dev. */
    @ParameterizedTest
    @CsvSource({
        "/proc/1/environ,PATH=/bin|container=lxc|,lxc",
        "/proc/1/environ,container=podman|,podman",
        "/proc/1/environ,container=systemd-nspawn|,systemd-nspawn",
        "/proc/1/environ,container=crio|,cri-o",
        "/proc/1/environ,container=oci|,oci-container",
        "/proc/1/environ,container=pouch|,container-other",
        "/run/host/container-manager,systemd-nspawn,systemd-nspawn",
        "/run/systemd/container,lxc,lxc",
        "/proc/1/comm,lxc-execute,lxc",
        "/proc/1/comm,bwrap,bubblewrap",
        "/dev/lxd/sock,'',lxd",
        "/dev/incus/sock,'',incus",
        "/run/.containerenv,'',podman",
        "/.flatpak-info,[Application],flatpak",
        "/.dockerenv,'',docker"
    })
    void namesTheEngineByWhatItLeavesInside(String path, String text, String expected) {
        FixtureHost host = container().file(path, text.replace('|', '\0'));

        assertThat(Names.of(host)).containsExactly(expected);
    }

    @Test
    void isSureOfAnEngineThatTheMountsNameInNamespacesOfTheirOwn() {
        FixtureHost host =
                container().file("/proc/self/mountinfo", root("/var/lib/lxc/web1/rootfs / rw - ext4 /dev/sda1 rw"));

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(layer.evidence().get(0).forgery()).isEqualTo(Forgery.BY_KERNEL);
    }

    @Test
    void doesNotTrustAMarkerAloneFurtherThanAPossibility() {
        FixtureHost host = container().file("/.dockerenv", "");

        assertThat(Detector.detect(host.build()).layers().get(0).confidence()).isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void overrulesAStaleMarkerByTheKernelsFirstNamespace() {
        FixtureHost host = container().namespaces(FIRST_PIDS).file("/.dockerenv", "");

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void readsTheNamespaceFromALinkOfACapturedTree() {
        FixtureHost.in(tree).link("/proc/self/ns/pid", "pid:[4026531836]").file("/.dockerenv", "");

        assertThat(Detector.detect(HostRoot.captured(tree)).layers()).isEmpty();
    }

    /** Roots as the installers of Debian, Fedora, openSUSE and Ubuntu lay them out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ / rw - ext4 /dev/vda rw",
                "/root / rw - btrfs /dev/sda3 rw",
                "/@/.snapshots/1/snapshot / rw - btrfs /dev/sda2 rw",
                "/ / rw - zfs rpool/ROOT/ubuntu rw"
            })
    void doesNotTakeAStaleMarkerForTheNameOfAnotherNamespace(String line) {
        FixtureHost host = container().file("/.dockerenv", "").file("/proc/self/mountinfo", root(line));

        assertThat(Names.of(host)).containsExactly("container-other");
    }

    @Test
    void seesAContainerThatSharesTheHostsProcessIds() {
        FixtureHost host = container()
                .namespaces(FIRST_PIDS)
                .file("/.dockerenv", "")
                .file(
                        "/proc/self/mountinfo",
                        root("/ / rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A"));

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.technology().id()).isEqualTo("docker");
        assertThat(layer.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void forgetsTheControlGroupOfAProcessThatLeftItsContainer() {
        FixtureHost host = container()
                .namespaces(FIRST_PIDS)
                .file("/proc/self/cgroup", "0::/docker/" + ID + "\n")
                .file("/proc/self/mountinfo", root("/ / rw - ext4 /dev/vda rw"));

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void namesDockerByItsFilesWhereverItsDataLies() {
        FixtureHost host = container()
                .file(
                        "/proc/self/mountinfo",
                        root("/ / rw - btrfs /dev/sdb rw") + "2 1 8:1 /data/containers/" + ID
                                + "/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n");

        assertThat(Names.of(host)).containsExactly("docker");
    }

    @Test
    void namesPodmanThoughItsImageBringsAlongDockersMarkerAndAnotherName() {
        FixtureHost host = container()
                .file("/.dockerenv", "")
                .file("/proc/1/environ", "container=oci\0")
                .file(
                        "/proc/self/mountinfo",
                        root("/ / rw - overlay overlay rw,lowerdir=/var/lib/containers/storage/overlay/l/A"));

        assertThat(Names.of(host)).containsExactly("podman");
    }

    @Test
    void namesCriOByKubernetesFilesOverTheImageStoreThatItSharesWithPodman() {
        FixtureHost host = container()
                .file(
                        "/proc/self/mountinfo",
                        root("/ / rw - overlay overlay rw,lowerdir=/var/lib/containers/storage/overlay/l/A")
                                + "2 1 8:1 /var/lib/kubelet/pods/5f0c/etc-hosts /etc/hosts rw - ext4 /dev/sda1 rw\n");

        assertThat(Names.of(host)).containsExactly("cri-o");
    }

    @Test
    void letsTheMarkerNameAnAnonymousControlGroup() {
        FixtureHost host = container()
                .file("/proc/self/cgroup", "1:cpu:/ecs/task/" + ID + "\n")
                .file("/.dockerenv", "");

        assertThat(Names.of(host)).containsExactly("docker");
    }

    @Test
    void seesDockerInLxc() {
        FixtureHost host = container()
                .file("/proc/self/cgroup", "4:memory:/lxc.payload.ci/docker/" + ID + "\n0::/\n")
                .file("/.dockerenv", "");

        assertThat(Names.of(host)).containsExactly("lxc", "docker");
    }

    @Test
    void seesPodmanInLxd() {
        FixtureHost host = container()
                .file("/proc/self/cgroup", "0::/lxc.payload.ci/machine.slice/libpod-" + ID + ".scope\n")
                .file("/dev/lxd/sock", "")
                .file("/run/.containerenv", "");

        assertThat(Names.of(host)).containsExactly("lxd", "podman");
    }

    @Test
    void countsLxcfsOnlyOverTheFilesOfAContainer() {
        FixtureHost host = container()
                .file(
                        "/proc/self/mountinfo",
                        root("/ / rw - ext4 /dev/mapper/vg-ct rw")
                                + "2 1 0:51 /proc/cpuinfo /proc/cpuinfo rw - fuse.lxcfs lxcfs rw\n");

        assertThat(Names.of(host)).containsExactly("lxc");
    }

    /** As seen live, where an ordinary user without an environment asks in a container outside of LXC's own directory. */
    @ParameterizedTest
    @CsvSource({
        "'/srv/guests/web1/root / rw - ext4 /dev/sda1 rw'",
        "'/ / rw - overlay /srv/guests/web1/root rw,lowerdir=/srv/guests/web1/root,upperdir=/srv/guests/web2/overlay/delta'"
    })
    void knowsLxcByTheIdOfItsStartWhereverTheRootLies(String line) {
        FixtureHost host = container()
                .file(
                        "/proc/self/mountinfo",
                        root(line)
                                + "2 1 0:51 /.lxc-boot-id /proc/sys/kernel/random/boot_id ro - tmpfs none rw,size=492k,mode=755\n");

        assertThat(Names.of(host)).containsExactly("lxc");
    }

    /** The root of many a container that is none of Docker's was once an image of Docker. */
    @ParameterizedTest
    @CsvSource({"/proc/1/comm,bwrap,bubblewrap", "/run/host/container-manager,systemd-nspawn,systemd-nspawn"})
    void isNotMisledByAnUnpackedImageInAnotherContainer(String path, String text, String expected) {
        FixtureHost host = container()
                .file("/proc/self/mountinfo", root("/srv/unpacked / ro - ext4 /dev/sda1 rw"))
                .file("/.dockerenv", "")
                .file(path, text);

        assertThat(Names.of(host)).containsExactly(expected);
    }

    @Test
    void seesASandboxInDocker() {
        FixtureHost host = container()
                .file("/proc/self/mountinfo", root("/ / ro - overlay overlay rw,lowerdir=/d/overlay2/l/A"))
                .file("/.dockerenv", "")
                .file("/proc/1/comm", "bwrap");

        assertThat(Names.of(host)).containsExactly("docker", "bubblewrap");
    }

    /** Beside what names LXD, its container is no second one. */
    @Test
    void countsTheIdOfAStartAsLxdsToo() {
        FixtureHost host = container()
                .file("/dev/lxd/sock", "")
                .file(
                        "/proc/self/mountinfo",
                        root("/srv/web1 / rw - ext4 /dev/sda1 rw")
                                + "2 1 0:51 /.lxc-boot-id /proc/sys/kernel/random/boot_id ro - tmpfs none rw\n");

        assertThat(Names.of(host)).containsExactly("lxd");
    }

    @Test
    void findsAnUnidentifiedContainerByItsNamespaces() {
        FixtureHost host = container().namespace("uts", 4026532178L).namespace("cgroup", 4026532179L);

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer.technology().id()).isEqualTo("container-other");
        assertThat(layer.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(layer.evidence()).hasSize(3);
    }

    @Test
    void takesALoneNamespaceForLess() {
        assertThat(Detector.detect(container().build()).layers().get(0).confidence())
                .isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void namesFlatpakRatherThanTheSandboxItUses() {
        FixtureHost host = container()
                .file("/.flatpak-info", "[Application]\n")
                .file("/proc/self/mountinfo", root("/newroot / rw - tmpfs tmpfs rw"));

        assertThat(Names.of(host)).containsExactly("flatpak");
    }
}
