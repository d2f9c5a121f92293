/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns what was read into the words of a picture. */
final class Words {
    /** A name that is longer is no name; the widest line of pci.ids has 150. */
    private static final int MAX_LENGTH = 200;

    /** The base classes of PCI, by their two digits (PCI Code and ID Assignment Specification, section 1). */
    private static final List<String> CLASSES = List.of(
            "device",
            "storage",
            "network",
            "display",
            "multimedia",
            "memory",
            "bridge",
            "communication",
            "system",
            "input",
            "docking station",
            "processor",
            "serial bus",
            "wireless",
            "intelligent controller",
            "satellite",
            "encryption",
            "signal processing",
            "accelerator");

    private Words() {}

    static Caption caption(PassthroughDevice device, Optional<String> link) {
        Mark mark = Mark.of(device);
        Assignability answer = device.assignability();
        return new Caption(
                clean(device.address()),
                clean(name(device)),
                facts(device, link),
                device.iommuGroup().isPresent() ? "group " + device.iommuGroup().getAsInt() : "",
                mark,
                obstacles(mark, answer),
                phrases(answer.cautions()));
    }

    private static List<String> facts(PassthroughDevice device, Optional<String> link) {
        List<String> facts = new ArrayList<>();
        facts.add(kind(device));
        if (device instanceof DeviceNode) {
            return facts;
        }
        facts.add(device.driver().map(driver -> "driver " + clean(driver)).orElse("no driver"));
        link.ifPresent(facts::add);
        if (device instanceof MediatedDevice mediated) {
            mediated.parent().ifPresent(parent -> facts.add("on " + parent));
        }
        if (device instanceof PciDevice pci) {
            pci.sriov().ifPresent(vfs -> facts.add(vfs.current() + " of " + vfs.total() + " virtual functions"));
        }
        return List.copyOf(facts);
    }

    private static String kind(PassthroughDevice device) {
        if (device instanceof PciDevice pci) {
            return pci.classCode().map(Words::className).orElse("PCI function");
        }
        if (device instanceof MediatedDevice mediated) {
            return mediated.type()
                    .map(type -> "mediated device of type " + clean(type))
                    .orElse("mediated device");
        }
        if (device instanceof DeviceNode) {
            return "device node";
        }
        return device instanceof UsbDevice ? "USB" : clean(device.kind());
    }

    /** Of four hexadecimal digits. */
    static String className(String code) {
        int base = Integer.parseInt(code.substring(0, 2), 16);
        return base < CLASSES.size() ? CLASSES.get(base) : CLASSES.get(0);
    }

    private static String name(PassthroughDevice device) {
        return device.name().or(() -> ids(device)).orElse("");
    }

    private static Optional<String> ids(PassthroughDevice device) {
        if (device instanceof PciDevice pci) {
            return pair(pci.vendorId(), pci.deviceId());
        }
        return device instanceof UsbDevice usb ? pair(usb.vendorId(), usb.deviceId()) : Optional.empty();
    }

    private static Optional<String> pair(Optional<String> vendor, Optional<String> model) {
        return vendor.flatMap(first -> model.map(second -> first + ":" + second));
    }

    /** Of what is not known nothing stands in the way: what is needed to know is said there. */
    private static String obstacles(Mark mark, Assignability answer) {
        return switch (mark) {
            case PLATFORM -> "";
            case UNKNOWN -> clean(answer.remedy().orElse(""));
            default -> phrases(answer.blockers());
        };
    }

    private static String phrases(List<Blocker> blockers) {
        return blockers.stream()
                .map(blocker -> blocker.kind().displayName())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** A number with what it counts. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Ascending numbers as the kernel lists them, {@code 0-3,8}, or every second or so: {@code 0-126 by 2}. */
    static String ranges(List<Integer> numbers) {
        int step = numbers.size() < 4 ? 1 : numbers.get(1) - numbers.get(0);
        if (step > 1 && isEven(numbers, step)) {
            return numbers.get(0) + "-" + numbers.get(numbers.size() - 1) + " by " + step;
        }
        StringBuilder text = new StringBuilder();
        for (int first = 0; first < numbers.size(); ) {
            int last = first;
            while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(numbers.get(first));
            if (last > first) {
                text.append('-').append(numbers.get(last));
            }
            first = last + 1;
        }
        return text.toString();
    }

    private static boolean isEven(List<Integer> numbers, int step) {
        return IntStream.range(1, numbers.size()).allMatch(i -> numbers.get(i) - numbers.get(i - 1) == step);
    }

    /** Without what is no text, rewrites what the reader sees, or is forbidden in XML (1.0, 2.2); not longer than anyone reads. */
    static String clean(String text) {
        String safe = text.codePoints()
                .limit(MAX_LENGTH)
                .map(Words::harmless)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? safe + "..." : safe;
    }

    private static int harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                Character.isWhitespace(point) ? ' ' : '?';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> '?';
            default -> point;
        };
    }
}
