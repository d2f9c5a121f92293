/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static dev.hvsdk.api.machine.CpuFeature.AMD_V;
import static dev.hvsdk.api.machine.CpuFeature.KVM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Tool;
import dev.hvsdk.live.XenLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a real dom0 and real guests show, read as a captured host. A script of the guests' own shell collects it: they are emulated, and
 * take minutes for the start of a JVM.
 */
@Live(Engine.XEN_LAB)
class XenInsideLiveTest {
    private static final String NAME = "xdet-inside";
    private static final String BEGIN = "HVSDK-TREE-BEGIN";
    private static final String END = "HVSDK-TREE-END";

    /** Writes a tree into the directory $1. Files of the kernel have no size, so that none can be copied by tar. */
    private static final String COLLECT = """
            root=$1
            take() {
              for file; do
                [ -f "$file" ] || continue
                mkdir -p "$root${file%/*}"
                cat "$file" >"$root$file" 2>/dev/null
              done
            }
            mkdir -p "$root/proc" "$root/sys/class/misc" "$root/sys/firmware/acpi/tables" "$root/sys/bus/pci/devices"
            take /proc/cpuinfo /proc/version /proc/self/cgroup /proc/xen/capabilities /proc/sys/kernel/osrelease
            take /sys/hypervisor/type /sys/hypervisor/guest_type /sys/hypervisor/uuid /sys/hypervisor/properties/features
            take /sys/class/dmi/id/sys_vendor /sys/class/dmi/id/product_name /sys/class/dmi/id/bios_vendor
            [ ! -d /proc/xen ] || mkdir -p "$root/proc/xen"
            for table in /sys/firmware/acpi/tables/*; do
              [ ! -f "$table" ] || : >"$root$table"
            done
            leaf() { dd if=/dev/cpu/0/cpuid bs=16 count=1 iflag=skip_bytes skip=$(($1)) 2>/dev/null | od -An -v -tx4; }
            json() { set -- $1 $(leaf $1); echo "\\"$1\\": {\\"0\\": [\\"0x$2\\", \\"0x$3\\", \\"0x$4\\", \\"0x$5\\"]}"; }
            {
              echo '{"format": 1, "machine": "x86_64", "os": "Linux", "cpuid": {'
              json 0x0; echo ,
              json 0x1; echo ,
              json 0x40000000; echo ,
              json 0x80000000; echo ,
              json 0x80000001
              echo '}}'
            } >"$root/host.json"
            """;

    /** Put into the guest's ramdisk beside its init: a second archive after the first. */
    private static final String PACK = """
            set -e
            rm -rf /tmp/NAME && mkdir -p /tmp/NAME/sbin
            { cat FILES/NAME.collect
              echo 'cd "$1" && echo MARK_1 && tar -c . | base64 && echo MARK_2'
            } >/tmp/NAME/sbin/inside
            cd /tmp/NAME
            printf '%s\\n' sbin/inside | /bin/busybox cpio -o -H newc >/tmp/NAME.cpio
            cat INITRD /tmp/NAME.cpio >/tmp/NAME.initrd
            """;

    /** Minutes for each step of an emulated guest on a machine that has much else to do. */
    private static final String AWAIT = """
            n=0
            until grep -q '^TEXT' LOG 2>/dev/null; do
              n=$((n + 1))
              [ $n -lt 900 ] || exit 1
              sleep 1
            done
            """;

    private final XenLab lab = XenLab.shared();

    @TempDir
    Path directory;

    @BeforeEach
    @AfterEach
    void removeTheGuest() {
        lab.xl().refuses("destroy", NAME);
        lab.dom0().run("rm -rf /tmp/" + NAME + "* /var/log/xen/console/guest-" + NAME + ".log");
    }

    @Test
    void seesDom0AsTheHostThatXenKeepsTheCpuFrom() throws IOException {
        Path script = Files.writeString(lab.files().resolve(NAME + ".collect"), COLLECT);
        lab.dom0().run("sh " + script + " /tmp/" + NAME);
        HostInspector dom0 =
                inspect(lab.dom0().run("/bin/busybox tar -c -C /tmp/" + NAME + " . | /bin/busybox base64"));

        VirtualizationLayer xen = innermost(dom0);
        assertThat(xen.variant()).contains("dom0");
        assertThat(xen.role()).isEqualTo(LayerRole.HOST);
        assertThat(xen.approach()).isEqualTo(Approach.PARAVIRTUALIZATION);
        assertThat(dom0.detect().layers().get(0).technology().id()).isEqualTo("qemu");
        assertThat(lab.xl().run("info")).containsPattern("virt_caps +:.* hvm( |\n)");
        assertThat(report(dom0, AMD_V).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
        assertThat(report(dom0, AMD_V).remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("xl info"));
    }

    @LongRunning
    @ParameterizedTest
    @CsvSource({"pv, PARAVIRTUALIZATION, an HVM guest", "pvh, FULL, nestedhvm=1"})
    void seesFromInsideAGuestOfWhichKindItIs(String type, Approach approach, String remedy) throws IOException {
        HostInspector guest = inspect(treeOf(type));
        keep(type);

        VirtualizationLayer xen = innermost(guest);
        assertThat(xen.variant()).contains(type);
        assertThat(xen.role()).isEqualTo(LayerRole.GUEST);
        assertThat(xen.approach()).isEqualTo(approach);
        assertThat(guest.detect().layers()).hasSize(1);
        for (CpuFeature feature : List.of(AMD_V, KVM)) {
            assertThat(report(guest, feature).state()).isEqualTo(FeatureState.HIDDEN_BY_HYPERVISOR);
            assertThat(report(guest, feature).remedy())
                    .hasValueSatisfying(said -> assertThat(said).contains(remedy));
        }
    }

    private String treeOf(String type) throws IOException {
        Files.writeString(lab.files().resolve(NAME + ".collect"), COLLECT);
        shell(PACK.replace("INITRD", XenLab.INITRD));
        String config = """
                type='%s'
                name='%2$s'
                kernel='%3$s'
                ramdisk='/tmp/%2$s.initrd'
                memory=128
                extra='console=hvc0'
                """.formatted(type, NAME, XenLab.KERNEL);
        lab.xl()
                .run(
                        "create",
                        Files.writeString(lab.files().resolve(NAME + ".cfg"), config)
                                .toString());
        await(XenLab.READY_LINE);
        shell(
                "echo 'dmesg -n 1; sh /sbin/inside /run/NAME' >$(xenstore-read /local/domain/$(xl domid NAME)/console/tty)");
        await(END);
        String said = lab.console(NAME).replace("\r", "");
        return said.substring(said.indexOf("\n" + BEGIN) + BEGIN.length() + 1, said.indexOf("\n" + END));
    }

    /** The fixtures of {@link CapturedXenTest}, which are made where {@code -Dhvsdk.xen.write=true} says so. */
    private void keep(String type) {
        if (Boolean.getBoolean("hvsdk.xen.write")) {
            Path fixture = Path.of("src/test/hosts/xen-" + type);
            Tool.here("rm").run("-rf", fixture.toString());
            Tool.here("cp").run("-r", directory.resolve("tree").toString(), fixture.toString());
        }
    }

    private void await(String text) throws IOException {
        shell(AWAIT.replace("TEXT", text).replace("LOG", "/var/log/xen/console/guest-" + NAME + ".log"));
    }

    /** By a file, since a shell reads the words of the call. */
    private void shell(String script) throws IOException {
        String text = script.replace("NAME", NAME)
                .replace("FILES", lab.files().toString())
                .replace("MARK_1", BEGIN)
                .replace("MARK_2", END);
        lab.dom0().run("sh " + Files.writeString(lab.files().resolve(NAME + ".sh"), text));
    }

    private HostInspector inspect(String base64) throws IOException {
        Path archive = Files.write(
                directory.resolve("tree.tar"), Base64.getMimeDecoder().decode(base64));
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Tool.here("tar").run("-xf", archive.toString(), "-C", tree.toString());
        return HostInspector.of(HostRoot.captured(tree));
    }

    private static VirtualizationLayer innermost(HostInspector host) {
        List<VirtualizationLayer> layers = host.detect().layers();
        assertThat(layers).isNotEmpty();
        VirtualizationLayer layer = layers.get(layers.size() - 1);
        assertThat(layer.technology().id()).isEqualTo("xen");
        return layer;
    }

    private static FeatureReport report(HostInspector host, CpuFeature feature) {
        return host.features().stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst()
                .orElseThrow();
    }
}
