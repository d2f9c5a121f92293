/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.testing.FixtureHost;
import dev.hvsdk.host.workload.MemoryMeasure;
import dev.hvsdk.host.workload.Workload;
import dev.hvsdk.host.workload.WorkloadState;
import dev.hvsdk.host.workload.Workloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {
    private static final String ID = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @TempDir
    Path tree;

    private static String cmdline(String words) {
        return words.replace(' ', '\0') + '\0';
    }

    private FixtureHost host() {
        return FixtureHost.in(tree).machine("x86_64").file("/proc/1/cmdline", "/sbin/init\0");
    }

    private static List<String> told(FixtureHost host) {
        return WorkloadReader.read(host.build()).found().stream()
                .map(WorkloadReaderTest::told)
                .toList();
    }

    private static String told(Workload workload) {
        return workload.technology().id()
                + " " + workload.name().orElse("-")
                + " " + workload.manager().orElse("-");
    }

    /** Command lines as the manuals and the programs' own sources have them. */
    @ParameterizedTest
    @CsvSource({
        // libvirt 9.0, qemuBuildCommandLine
        "/usr/bin/qemu-system-x86_64 -name guest=web;debug-threads=on -S -object {\"file\":\"/var/lib/libvirt/qemu/domain-1-web/master-key.aes\"} -accel kvm, kvm web libvirt",
        "/usr/bin/qemu-system-x86_64 -name guest=old;debug-threads=on -machine pc;accel=tcg -pidfile /run/libvirt/qemu/old.pid, qemu old libvirt",
        // qemu(1)
        "qemu-system-aarch64 -M virt;accel=kvm -name plain, kvm plain -",
        "qemu-system-riscv64 -machine virt, qemu - -",
        "/usr/libexec/qemu-kvm -name process=x, kvm - -",
        "qemu-system-x86_64 -enable-kvm -name a;process=b, kvm a -",
        // system/vl.c, lookup_opt: two dashes are one; util/keyval.c: a comma of a value stands twice, the last one
        // counts
        "qemu-system-x86_64 --name dd --enable-kvm -display none, kvm dd -",
        "qemu-system-x86_64 -name a;;b -accel accel=kvm;dirty-ring-size=4096, kvm a;b -",
        "qemu-system-x86_64 -name old -machine q35 -machine accel=kvm -name new, kvm new -",
        "qemu-system-x86_64 -accel tcg -accel kvm, qemu - -",
        // Proxmox VE, PVE/QemuServer.pm
        "/usr/bin/kvm -id 100 -name db;debug-threads=on -chardev socket;path=/var/run/qemu-server/100.qmp, kvm db proxmox",
        // libxl, libxl_dm.c
        "/usr/lib/xen/bin/qemu-system-i386 -xen-domid 3 -name hvm3, xen hvm3 libxl",
        "/usr/sbin/xl create /etc/xen/web.cfg, xen - xl",
        "/usr/bin/bochs -f disk.bxrc -q, bochs - -",
        "/usr/lib/virtualbox/VBoxHeadless --comment vm1 --startvm 0f0e --vrde config, virtualbox vm1 -",
        "/usr/lib/vmware/bin/vmware-vmx -s vmx.stdio.keep=TRUE /vmfs/volumes/a/web.vmx, vmware web -",
        "/usr/bin/firecracker --id demo --api-sock /run/fc.sock, firecracker demo -",
        "/usr/bin/cloud-hypervisor --api-socket /run/vc/vm/0f0e/clh-api.sock, cloud-hypervisor 0f0e kata",
        "cloud-hypervisor --kernel vmlinux, cloud-hypervisor - -",
        "lkvm run --name tiny -k bzImage, lkvm tiny -",
        "bhyve -c 2 -m 1G freebsd, bhyve freebsd -",
        "/usr/bin/linux.uml ubd0=root.img umid=lab mem=64M, uml lab -",
        "crosvm run --name borealis vmlinux, crosvm borealis -",
        // containerd, runtime/v2/shim; Docker's namespace is moby
        "/usr/bin/containerd-shim-runc-v2 -namespace moby -id IDENTIFIER -address /run/c.sock, docker IDENTIFIER docker",
        "/usr/bin/containerd-shim-runc-v2 -namespace k8s.io -id IDENTIFIER, oci-container IDENTIFIER kubernetes",
        "/opt/kata/bin/containerd-shim-kata-v2 -namespace default -id k1, kata k1 containerd",
        "/usr/bin/containerd-shim-runsc-v1 -namespace k8s.io -id g1, gvisor g1 kubernetes",
        "/usr/bin/conmon --api-version 1 -c IDENTIFIER -u IDENTIFIER -n web -b /var/lib/containers/storage/overlay-containers --exit-command /usr/bin/podman, podman web podman",
        "/usr/bin/conmon -c IDENTIFIER -n k8s_web --exit-dir /var/run/crio/exits, cri-o k8s_web cri-o",
        "/usr/lib/libvirt/libvirt_lxc --name box --console 23, lxc box libvirt",
        "/usr/bin/lxc-start -n web -d, lxc web lxc",
        "/usr/bin/systemd-nspawn --quiet --machine=deb --boot, systemd-nspawn deb -",
        "bwrap --unshare-all sh, bubblewrap - -",
        "java -Xmx1g -cp /a:/b -Dkey=value org.example.Main one two, jvm org.example.Main -",
        "/opt/jdk/bin/java --add-opens java.base/java.lang=ALL-UNNAMED -jar /srv/app.jar --port 1, jvm app.jar -",
        "/opt/jdk/bin/java -p mods -m org.example/org.example.Main, jvm org.example.Main -",
        "java @arguments, jvm - -",
        "/usr/bin/qemu-aarch64-static /usr/bin/apt update, qemu-user apt -",
        "/usr/lib/wine/wine64 notepad.exe, wine notepad.exe -"
    })
    void knowsAProcessByItsCommandLine(String words, String expected) {
        String line = words.replace(';', ',').replace("IDENTIFIER", ID);

        assertThat(told(host().file("/proc/42/cmdline", cmdline(line))))
                .containsExactly(expected.replace(';', ',').replace("IDENTIFIER", ID));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/qemu-img convert a b",
        "/usr/bin/qemu-ga --daemonize",
        "/usr/bin/qemu-nbd -c /dev/nbd0",
        "/usr/sbin/libvirtd --timeout 120",
        "/usr/bin/dockerd -H fd://",
        "/usr/bin/containerd",
        "/usr/sbin/xl list",
        "/usr/bin/vim java",
        "grep qemu-system-x86_64",
        "/usr/lib/virtualbox/VBoxSVC --auto-shutdown"
    })
    void doesNotTakeOthersForWorkloads(String words) {
        assertThat(told(host().file("/proc/42/cmdline", cmdline(words)))).isEmpty();
    }

    @Test
    void knowsTitlesThatProgramsGiveThemselves() {
        FixtureHost host = host().file("/proc/42/cmdline", "[lxc monitor] /var/lib/lxc web\0\0")
                .file("/proc/43/cmdline", "[lxc monitor] /var/snap/lxd/common/lxd/containers c1")
                .file("/proc/44/cmdline", "[lxc monitor] /var/lib/incus/containers c2")
                .file("/proc/45/cmdline", "C:\\windows\\system32\\services.exe\0")
                .file("/proc/46/cmdline", "database\0--port\0001\0")
                .link("/proc/46/exe", "/opt/jdk/bin/java (deleted)");

        assertThat(told(host))
                .containsExactly("lxc web lxc", "lxd c1 lxd", "incus c2 incus", "wine services.exe -", "jvm - -");
    }

    @Test
    void countsAForkOnceAndKnowsWhatHasEnded() {
        FixtureHost host = host().file("/proc/42/cmdline", cmdline("bwrap --unshare-pid sleep 9"))
                .file("/proc/42/status", "Name:\tbwrap\nState:\tS (sleeping)\nPPid:\t1\n")
                .file("/proc/43/cmdline", cmdline("bwrap --unshare-pid sleep 9"))
                .file("/proc/43/status", "Name:\tbwrap\nState:\tS (sleeping)\nPPid:\t42\n")
                .file("/proc/44/cmdline", "")
                .file("/proc/44/status", "Name:\tqemu-system-x86\nState:\tZ (zombie)\nPPid:\t1\n")
                .file("/proc/45/cmdline", "")
                .file("/proc/45/status", "Name:\tjava\nState:\tI (idle)\nPPid:\t2\n");

        assertThat(WorkloadReader.read(host.build()).found())
                .extracting(Workload::pid, Workload::technology, Workload::state)
                .containsExactly(
                        tuple(42L, Technology.BUBBLEWRAP, WorkloadState.RUNNING),
                        tuple(44L, Technology.QEMU, WorkloadState.ENDED));
    }

    @Test
    void saysThatACaptureHoldsNoProcesses(@TempDir Path capture) {
        HostCapture.of(HostRoot.live()).write(capture.resolve("host"));

        assertThat(WorkloadReader.read(HostRoot.captured(capture.resolve("host")))
                        .limitations())
                .extracting(Limitation::what)
                .contains("a capture holds no processes");
    }

    @Test
    void tellsOwnerStateAndMemory() {
        FixtureHost host = host().file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nqemu:x:64055:108::/:/bin/false\n")
                .file("/proc/42/cmdline", cmdline("qemu-system-x86_64 -name a"))
                .file(
                        "/proc/42/status",
                        "Name:\tqemu\nState:\tT (stopped)\nUid:\t64055\t0\t0\t0\nVmRSS:\t    2048 kB\n")
                .file("/proc/42/smaps_rollup", "00-ff ---p 0 00:00 0 [rollup]\nRss:   2048 kB\nPss:   1024 kB\n")
                .file("/proc/43/cmdline", cmdline("qemu-system-x86_64 -name b"))
                .file("/proc/43/status", "State:\tS (sleeping)\nUid:\t1234\t0\t0\t0\nVmRSS:\t 4096 kB\n");

        List<Workload> found = WorkloadReader.read(host.build()).found();

        assertThat(found).extracting(Workload::state).containsExactly(WorkloadState.STOPPED, WorkloadState.RUNNING);
        assertThat(found)
                .flatExtracting(workload -> workload.owner().stream().toList())
                .containsExactly("qemu", "1234");
        assertThat(found.get(0).memory()).contains(MemorySize.ofMebibytes(1));
        assertThat(found.get(0).measure()).contains(MemoryMeasure.PSS);
        assertThat(found.get(1).memory()).contains(MemorySize.ofMebibytes(4));
        assertThat(found.get(1).measure()).contains(MemoryMeasure.RSS);
    }

    /** Whatever a command line holds beside a name must not get out. */
    @Test
    void tellsNoSecrets() {
        FixtureHost host = host().file(
                        "/proc/42/cmdline",
                        cmdline(
                                "qemu-system-x86_64 -name web -object secret,id=s,data=hunter2 -vnc :1,password=hunter2"))
                .file("/proc/43/cmdline", cmdline("java -Dpassword=hunter2 -cp hunter2 Main hunter2"))
                .file("/proc/44/cmdline", cmdline("bwrap --setenv TOKEN hunter2 sh"))
                .file("/proc/45/cmdline", cmdline("wine64 app.exe hunter2"))
                .file("/proc/46/cmdline", cmdline("qemu-arm-static -E TOKEN=hunter2 sh"))
                .file("/proc/47/cmdline", cmdline("java -Dtoken=hunter2"))
                .file("/proc/48/cmdline", cmdline("database --password hunter2"))
                .link("/proc/48/exe", "/opt/jdk/bin/java")
                .file("/proc/49/cmdline", cmdline("game hunter2"))
                .link("/proc/49/exe", "/usr/lib/wine/wine64-preloader");

        Workloads workloads = WorkloadReader.read(host.build());

        assertThat(workloads.found()).hasSize(8);
        assertThat(dev.hvsdk.host.testing.Readings.describe(workloads))
                .contains("web")
                .doesNotContain("hunter2");
    }

    @Test
    void saysWhatCouldNotBeSeen() {
        assertThat(WorkloadReader.read(host().build()).limitations())
                .extracting(Limitation::what)
                .containsExactly("a capture holds no processes");
        FixtureHost hidden = host().file("/proc/42/cmdline", cmdline("java Main"))
                .file(
                        "/proc/self/mountinfo",
                        "22 1 0:21 / /proc rw,nosuid shared:5 - proc proc rw,hidepid=invisible\n");
        assertThat(WorkloadReader.read(hidden.build()).limitations())
                .extracting(Limitation::what)
                .containsExactly("/proc is mounted with hidepid, which hides the processes of other users");
    }

    @Test
    void survivesRubbish() {
        Random random = new Random(8);
        List<String> pieces = List.of(
                "qemu-system-x86_64",
                "-name",
                "guest=",
                ",",
                "\0",
                "java",
                "-jar",
                "-m",
                "[lxc monitor] ",
                "C:\\",
                "-id",
                "containerd-shim",
                "--api-socket",
                "path=/run/vc/vm/",
                "/run/vc/vm/",
                "conmon",
                "\u202e",
                "\n",
                "/",
                "vmware-vmx",
                ".vmx");
        for (int pid = 2; pid < 400; pid++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            host().file("/proc/" + pid + "/cmdline", text.toString().getBytes(StandardCharsets.UTF_8))
                    .file("/proc/" + pid + "/status", "State:\nUid:\t\nVmRSS: 99999999999999999999 kB\n")
                    .file("/proc/" + pid + "/smaps_rollup", "Pss: -1 kB\n");
        }

        assertThatCode(() -> WorkloadReader.read(host().build())).doesNotThrowAnyException();
    }

    /** The Java that runs this test asks, and is no workload of the host's; others may be. */
    @Test
    void looksAtThisMachine() {
        Workloads workloads = HostInspector.of(HostRoot.live()).workloads();

        assertThat(workloads.found())
                .extracting(Workload::pid)
                .doesNotContain(ProcessHandle.current().pid());
    }
}
