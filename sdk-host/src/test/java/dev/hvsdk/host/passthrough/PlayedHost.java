/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static java.util.Objects.requireNonNull;

import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.internal.passthrough.Kernel;
import dev.hvsdk.host.root.HostRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of the recorded host with VT-d, whose kernel is played: it answers writes to sysfs as Linux 6.1 did when the host was
 * recorded, with the same errors. Its root is in memory and its default route is nowhere.
 */
final class PlayedHost implements Kernel {
    static final PciAddress NIC = PciAddress.parse("0000:01:00.0");
    static final PciAddress NVME = PciAddress.parse("0000:02:00.0");

    private static final String FUNCTIONS = "sys/bus/pci/devices/";
    private static final String DRIVERS = "sys/bus/pci/drivers/";

    private final Path tree;
    private final Map<String, String> homes = new HashMap<>();
    private final List<String> writes = new ArrayList<>();
    private Trouble trouble = (number, path, before) -> {};

    /** What happens at a write, before or after the kernel has done it. */
    @FunctionalInterface
    interface Trouble {
        void at(int number, String path, boolean before) throws IOException;
    }

    PlayedHost(Path tree) {
        this.tree = tree;
        copy(Path.of("src/test/hosts/linux-vtd"), tree);
        put("proc/sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n");
        put("proc/self/mountinfo", "1 1 0:2 / / rw - rootfs rootfs rw\n");
        put("proc/net/route", "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n");
        for (String address : names(FUNCTIONS)) {
            homes.put(address, driver(address));
            put(FUNCTIONS + address + "/driver_override", "(null)\n");
        }
    }

    /** The passthrough of this host, with its journal and lock beside the tree. */
    Passthrough passthrough() {
        return Passthrough.played(root(), this, journal());
    }

    HostRoot root() {
        return HostRoot.captured(tree);
    }

    Path journal() {
        return tree.resolveSibling("journal");
    }

    Path file(String path) {
        return tree.resolve(path);
    }

    /** All that was written and done, in order. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    PlayedHost trouble(Trouble next) {
        trouble = next;
        return this;
    }

    /** Like a boot: the id is another, and the kernel has forgotten. */
    void boot() {
        put("proc/sys/kernel/random/boot_id", "99999999-2222-3333-4444-555555555555\n");
    }

    /** What passthrough changes, of every function. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String address : names(FUNCTIONS)) {
            state.put(address, driver(address) + " " + read(FUNCTIONS + address + "/driver_override"));
        }
        for (String uuid : names("sys/bus/mdev/devices")) {
            state.put(uuid, "mediated");
        }
        return state;
    }

    String driver(Object address) {
        Path link = tree.resolve(FUNCTIONS + address + "/driver");
        try {
            return Files.isSymbolicLink(link)
                    ? Files.readSymbolicLink(link).getFileName().toString()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void load(String module) throws IOException {
        Files.createDirectories(tree.resolve(DRIVERS + module));
    }

    @Override
    public void write(String path, String value) throws IOException {
        writes.add(value.strip() + " > " + path);
        trouble.at(writes.size(), path, true);
        tell(path.substring(1), value.strip());
        trouble.at(writes.size(), path, false);
    }

    private void tell(String path, String value) throws IOException {
        if (path.endsWith("/driver/unbind")) {
            bind(value, "");
        } else if (path.equals("sys/bus/pci/drivers_probe")) {
            probe(value);
        } else if (path.startsWith(DRIVERS) && path.endsWith("/bind")) {
            bindByName(value, path.substring(DRIVERS.length(), path.length() - "/bind".length()));
        } else if (path.endsWith("/driver_override")) {
            put(path, value.isEmpty() ? "(null)\n" : value + "\n");
        } else if (path.endsWith("/sriov_numvfs")) {
            count(path.split("/")[4], Integer.parseInt(value));
        } else if (path.endsWith("/create")) {
            mediate(path, value);
        } else if (path.endsWith("/remove")) {
            removeMediated(above(tree.resolve(path)));
        } else {
            throw new IOException("No such file or directory");
        }
    }

    private String override(String address) {
        String override = read(FUNCTIONS + address + "/driver_override");
        return override.equals("(null)") ? "" : override;
    }

    private void probe(String address) throws IOException {
        String wanted = override(address).isEmpty() ? homes.getOrDefault(address, "") : override(address);
        if (driver(address).isEmpty()) {
            bind(address, wanted);
        }
    }

    private void bindByName(String address, String driver) throws IOException {
        if (!override(address).isEmpty() && !override(address).equals(driver)) {
            throw new IOException("No such device");
        }
        bind(address, driver);
    }

    private void bind(String address, String driver) throws IOException {
        Path function = tree.resolve(FUNCTIONS + address).toRealPath();
        Files.deleteIfExists(function.resolve("driver"));
        List<String> lines = new ArrayList<>(Files.readAllLines(function.resolve("uevent")));
        lines.removeIf(line -> line.startsWith("DRIVER="));
        if (!driver.isEmpty()) {
            Path target = function.relativize(tree.toRealPath().resolve(DRIVERS + driver));
            Files.createSymbolicLink(function.resolve("driver"), target);
            lines.add("DRIVER=" + driver);
        }
        Files.write(function.resolve("uevent"), lines);
    }

    /** As sriov_numvfs_store of drivers/pci/pci-sysfs.c does. */
    private void count(String address, int count) throws IOException {
        int now = Integer.parseInt(read(FUNCTIONS + address + "/sriov_numvfs"));
        if (count > Integer.parseInt(read(FUNCTIONS + address + "/sriov_totalvfs"))) {
            throw new IOException("Numerical result out of range");
        }
        if (count == now) {
            return;
        }
        if (driver(address).isEmpty()) {
            throw new IOException("No such file or directory");
        }
        if (count > 0 && now > 0) {
            throw new IOException("Device or resource busy");
        }
        for (int number = 1; number <= Math.max(now, count); number++) {
            if (count == 0) {
                removeFunction(address, number);
            } else {
                makeFunction(address, number);
            }
        }
        put(FUNCTIONS + address + "/sriov_numvfs", count + "\n");
    }

    private void makeFunction(String physical, int number) throws IOException {
        Path owner = tree.resolve(FUNCTIONS + physical).toRealPath();
        String address = physical.substring(0, physical.length() - 1) + number;
        Path function = Files.createDirectory(owner.resolveSibling(address));
        for (String name : List.of("vendor", "device", "class", "reset_method")) {
            Files.copy(owner.resolve(name), function.resolve(name));
        }
        Files.writeString(function.resolve("uevent"), "PCI_CLASS=10802\nPCI_ID=1B36:0010\n");
        Files.writeString(function.resolve("driver_override"), "(null)\n");
        Files.createSymbolicLink(function.resolve("physfn"), Path.of("../" + physical));
        Path group = Files.createDirectories(tree.resolve("sys/kernel/iommu_groups/" + (11 + number) + "/devices"));
        Files.createSymbolicLink(
                function.resolve("iommu_group"),
                function.relativize(above(group).toRealPath()));
        Files.createSymbolicLink(
                tree.resolve(FUNCTIONS + address),
                tree.resolve(FUNCTIONS).toRealPath().relativize(function));
        Files.createSymbolicLink(group.resolve(address), group.toRealPath().relativize(function));
    }

    private void removeFunction(String physical, int number) throws IOException {
        Path link = tree.resolve(FUNCTIONS + physical.substring(0, physical.length() - 1) + number);
        Path function = link.toRealPath();
        Path group = function.resolve("iommu_group").toRealPath();
        Files.delete(group.resolve("devices").resolve(function.getFileName()));
        try (Stream<Path> files = Files.list(function)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(function);
        Files.delete(link);
    }

    /** A type of mediated devices with one instance, as a driver shows it. */
    PlayedHost divides(PciAddress device, String type, int instances) {
        put(FUNCTIONS + device + "/mdev_supported_types/" + type + "/available_instances", instances + "\n");
        return this;
    }

    private static Path above(Path path) {
        return requireNonNull(path.getParent());
    }

    private void mediate(String path, String uuid) throws IOException {
        Path parent = above(above(above(tree.resolve(path)))).toRealPath();
        String type = String.valueOf(above(tree.resolve(path)).getFileName());
        Path device = Files.createDirectory(parent.resolve(uuid));
        Files.createSymbolicLink(device.resolve("mdev_type"), Path.of("../mdev_supported_types/" + type));
        Path bus = Files.createDirectories(tree.resolve("sys/bus/mdev/devices"));
        Files.createSymbolicLink(bus.resolve(uuid), bus.toRealPath().relativize(device));
    }

    private static void removeMediated(Path link) throws IOException {
        Path device = link.toRealPath();
        Files.delete(link);
        Files.delete(device.resolve("mdev_type"));
        Files.delete(device);
    }

    /** Another file of the host. */
    void put(String path, String text) {
        try {
            Files.createDirectories(tree.resolve(path).getParent());
            Files.writeString(tree.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void link(String path, String target) {
        try {
            Files.createDirectories(tree.resolve(path).getParent());
            Files.createSymbolicLink(tree.resolve(path), Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String path) {
        try {
            return Files.readString(tree.resolve(path)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names(String directory) {
        if (!Files.isDirectory(tree.resolve(directory))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tree.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(copied)) {
                    Files.copy(file, copied, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
