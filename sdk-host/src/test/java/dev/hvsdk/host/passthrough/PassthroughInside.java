/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.internal.passthrough.Kernel;
import dev.hvsdk.host.internal.passthrough.LiveKernel;
import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.Explained;
import dev.hvsdk.live.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs inside of the emulated machine: each argument is a change, done one after the other in one JVM, for its start takes
 * long there. A line is printed for each.
 */
final class PassthroughInside {
    private static final HostRoot HOST = HostRoot.live();

    private PassthroughInside() {}

    /** {@code JOURNAL WORD...}, where a word is such as {@code bind=0000:01:00.0}. */
    public static void main(String... args) {
        Passthrough passthrough = Passthrough.of(HOST).journalIn(Path.of(args[0]));
        for (String word : Arrays.asList(args).subList(1, args.length)) {
            System.out.println(word + ": " + answer(passthrough, word));
        }
    }

    private static String answer(Passthrough passthrough, String word) {
        String[] parts = word.split("=");
        try {
            return switch (parts[0]) {
                case "undo" -> text(passthrough.undo());
                case "plan" -> Explained.text(passthrough.plan(change(parts[1], parts[2])));
                case "allow" -> Explained.text(brave(passthrough).plan(change(parts[1], parts[2])));
                case "brave" -> apply(brave(passthrough), change(parts[1], parts[2]));
                case "feature" -> feature(parts[1]);
                case "state" -> state(parts[1]);
                case "unbound" -> unbound(parts[1]);
                case "busy" -> busy(parts[1]);
                case "capture" -> capture(Path.of(parts[1]));
                case "stop" -> stop(args(parts), Path.of(parts[4]));
                default -> apply(passthrough, change(parts[0], parts[1]));
            };
        } catch (HypervisorException e) {
            return e.getClass().getSimpleName() + " "
                    + e.nativeError().map(error -> error.code() + " ").orElse("") + e.getMessage();
        }
    }

    private static String[] args(String... parts) {
        return Arrays.copyOfRange(parts, 1, 4);
    }

    private static DeviceChange change(String verb, String target) {
        String[] parts = target.split(",");
        PciAddress address = PciAddress.parse(parts[0]);
        return switch (verb) {
            case "bind" -> new DeviceChange.BindToVfio(address);
            case "bind-group" -> new DeviceChange.BindGroupToVfio(address);
            case "return" -> new DeviceChange.ReturnToHost(address);
            case "return-group" -> new DeviceChange.ReturnGroupToHost(address);
            case "vfs" -> new DeviceChange.SetVirtualFunctions(address, Integer.parseInt(parts[1]));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static String apply(Passthrough passthrough, DeviceChange change) {
        return passthrough.apply(passthrough.plan(change)).stream()
                .map(device -> device.address() + " " + device.driver().orElse("none"))
                .collect(Collectors.joining(", "));
    }

    private static Passthrough brave(Passthrough passthrough) {
        return passthrough.accepting(Passthrough.acceptable());
    }

    private static String text(UndoReport report) {
        return report.state().id() + " " + report.summary();
    }

    private static String feature(String id) {
        return HostInspector.of(HOST)
                .inspect()
                .findFeature(CpuFeature.of(id))
                .orElseThrow()
                .state()
                .id();
    }

    private static String state(String address) {
        PassthroughDevice device = HostInspector.of(HOST).devices().stream()
                .filter(found -> found.address().equals(address))
                .findFirst()
                .orElseThrow();
        return Explained.state(device);
    }

    /** Into {@code tree} below a directory; beside it, in {@code said.txt}, what the machine says of itself. */
    private static String capture(Path directory) {
        Path tree = directory.resolve("tree");
        HostCapture.of(HOST).maskingIdentifiers().write(tree);
        List<String> said = Explained.lines(HOST);
        List<String> captured = Explained.lines(HostRoot.captured(tree));
        try {
            Files.write(directory.resolve("said.txt"), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return captured.equals(said) ? "the same" : "not the same " + differing(said, captured);
    }

    private static List<String> differing(List<String> said, List<String> captured) {
        return Stream.concat(
                        said.stream().filter(line -> !captured.contains(line)),
                        captured.stream().filter(line -> !said.contains(line)))
                .toList();
    }

    /** Linux's driver takes a virtual function of QEMU's NVMe, finds it not ready, and lets go of it in its own time. */
    private static String unbound(String address) {
        Eventually.holds(() -> !Files.exists(Path.of("/sys/bus/pci/devices", address, "driver")));
        return "none";
    }

    /** Somebody else makes two virtual functions between the plan and the write. */
    private static String busy(String address) {
        Kernel meddler = new Kernel() {
            @Override
            public void write(String path, String value) throws IOException {
                new LiveKernel().write(path, "2");
                new LiveKernel().write(path, value);
            }

            @Override
            public void load(String module) throws IOException {
                new LiveKernel().load(module);
            }
        };
        Passthrough disturbed = Passthrough.played(HOST, meddler, Path.of("/run/hvsdk"));
        DeviceChange three = new DeviceChange.SetVirtualFunctions(PciAddress.parse(address), 3);
        return apply(disturbed, disturbed.plan(three).change());
    }

    /** Waits for ever at a write, to be killed there. */
    private static String stop(String[] what, Path directory) {
        int last = Integer.parseInt(what[2].substring(1));
        boolean isBefore = what[2].startsWith("b");
        AtomicInteger writes = new AtomicInteger();
        Kernel stopping = new Kernel() {
            @Override
            public void write(String path, String value) throws IOException {
                boolean isLast = writes.incrementAndGet() == last;
                if (isLast && isBefore) {
                    hang();
                }
                new LiveKernel().write(path, value);
                if (isLast) {
                    hang();
                }
            }

            @Override
            public void load(String module) throws IOException {
                new LiveKernel().load(module);
            }
        };
        return apply(Passthrough.played(HOST, stopping, directory), change(what[0], what[1]));
    }

    private static void hang() {
        System.out.println("STOPPED");
        new Semaphore(0).acquireUninterruptibly();
    }
}
