/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.CpuXml;
import dev.hvsdk.libvirt.xml.DiskSourceXml;
import dev.hvsdk.libvirt.xml.DiskXml;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.GraphicsXml;
import dev.hvsdk.libvirt.xml.InterfaceXml;
import dev.hvsdk.libvirt.xml.MemballoonXml;
import dev.hvsdk.libvirt.xml.OsXml;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a definition back into a specification. Used once. */
final class KvmSpecReader {
    private final DomainXml domain;

    KvmSpecReader(DomainXml domain) {
        this.domain = domain;
    }

    GuestSpec spec() {
        GuestSpec.Builder spec = GuestSpec.builder(domain.name().orElseThrow()).with(options());
        domain.maxVcpus().ifPresent(spec::vcpus);
        domain.memory().ifPresent(spec::memory);
        boot().ifPresent(spec::boot);
        domain.disks().stream()
                .filter(disk -> disk.device().equals("disk"))
                .flatMap(disk -> disk(disk).stream())
                .forEach(spec::disk);
        domain.interfaces().stream().flatMap(nic -> nic(nic).stream()).forEach(spec::nic);
        domain.hostdevs().stream().flatMap(device -> device.device().stream()).forEach(spec::device);
        return spec.build();
    }

    private Optional<BootSource> boot() {
        return domain.os().flatMap(this::boot);
    }

    private Optional<BootSource> boot(OsXml os) {
        if (os.kernel().isPresent()) {
            String commandLine = os.commandLine().orElse("");
            return Optional.of(BootSource.kernel(os.kernel().get(), os.initrd().orElse(null), commandLine));
        }
        if (os.bootDevices().stream().findFirst().filter("cdrom"::equals).isPresent()) {
            return cdrom().map(BootSource::cdrom);
        }
        return Optional.of(os.uefi() ? BootSource.uefiDisk() : BootSource.disk());
    }

    private Optional<String> cdrom() {
        return domain.disks().stream()
                .filter(disk -> disk.device().equals("cdrom"))
                .flatMap(disk -> disk.source().flatMap(DiskSourceXml::path).stream())
                .findFirst();
    }

    private static Optional<DiskSpec> disk(DiskXml disk) {
        return disk.source().flatMap(KvmSpecReader::source).map(source -> {
            DiskSpec.Builder spec = DiskSpec.builder(source).readOnly(disk.readOnly());
            disk.format().ifPresent(spec::format);
            disk.bus().ifPresent(spec::bus);
            return spec.build();
        });
    }

    private static Optional<String> source(DiskSourceXml source) {
        return source.path()
                .or(() -> source.pool().flatMap(pool -> source.volume().map(volume -> pool + "/" + volume)));
    }

    private static Optional<NicSpec> nic(InterfaceXml nic) {
        return network(nic).map(network -> {
            NicSpec.Builder spec = NicSpec.builder(network);
            nic.mac().ifPresent(spec::mac);
            nic.model().ifPresent(spec::model);
            return spec.build();
        });
    }

    private static Optional<String> network(InterfaceXml nic) {
        return switch (nic.type()) {
            case "network", "bridge" -> nic.source();
            case "user" -> Optional.of("user");
            default -> Optional.empty();
        };
    }

    private KvmOptions options() {
        boolean hasKvm = domain.type().filter(KvmFamily.KVM::equals).isPresent();
        KvmOptions.Builder options = KvmOptions.builder()
                .acceleration(hasKvm ? Acceleration.KVM : Acceleration.TCG)
                .serialConsole(serials().findAny().isPresent())
                .guestAgent(hasAgent(domain))
                .balloonPeriod(balloonPeriod())
                .vnc(hasVnc())
                .secureBoot(domain.os().filter(OsXml::secureBoot).isPresent());
        domain.os().flatMap(OsXml::machine).ifPresent(options::machine);
        domain.cpu().flatMap(KvmSpecReader::cpu).ifPresent(options::cpu);
        domain.cpu().flatMap(KvmSpecReader::topology).ifPresent(options::topology);
        serials()
                .flatMap(serial -> serial.element().child("log").stream())
                .flatMap(log -> log.attribute("file").stream())
                .findFirst()
                .ifPresent(options::consoleLog);
        return options.build();
    }

    private Stream<CharacterXml> serials() {
        return domain.devices(CharacterXml.class).stream()
                .filter(device -> device.kind().equals("serial"));
    }

    static boolean hasAgent(DomainXml domain) {
        return domain.devices(CharacterXml.class).stream().anyMatch(CharacterXml::isGuestAgent);
    }

    private boolean hasVnc() {
        return domain.devices(GraphicsXml.class).stream()
                .anyMatch(screen -> screen.type().filter("vnc"::equals).isPresent());
    }

    private Duration balloonPeriod() {
        List<MemballoonXml> balloons = domain.devices(MemballoonXml.class);
        return balloons.stream()
                .flatMap(balloon -> balloon.statisticsPeriod().stream())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Optional<KvmCpu> cpu(CpuXml cpu) {
        return base(cpu).map(base -> {
            KvmCpu changed = base;
            for (CpuXml.Feature feature : cpu.features()) {
                boolean isOn =
                        feature.policy().equals("require") || feature.policy().equals("force");
                changed = isOn ? changed.with(feature.name()) : changed.without(feature.name());
            }
            return changed;
        });
    }

    private static Optional<KvmCpu> base(CpuXml cpu) {
        return switch (cpu.mode().orElse("custom")) {
            case "host-passthrough" -> Optional.of(KvmCpu.hostPassthrough());
            case "host-model" -> Optional.of(KvmCpu.hostModel());
            case "maximum" -> Optional.of(KvmCpu.maximum());
            default -> cpu.model().map(KvmCpu::named);
        };
    }

    private static Optional<CpuTopology> topology(CpuXml cpu) {
        return cpu.sockets().isPresent()
                        && cpu.cores().isPresent()
                        && cpu.threads().isPresent()
                ? Optional.of(CpuTopology.of(
                        cpu.sockets().getAsInt(),
                        cpu.cores().getAsInt() * cpu.dies().orElse(1),
                        cpu.threads().getAsInt()))
                : Optional.empty();
    }
}
