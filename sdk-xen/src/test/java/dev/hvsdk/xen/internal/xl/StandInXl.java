/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgGuest;
import dev.hvsdk.xen.internal.cfg.DiskSpec;
import dev.hvsdk.xen.internal.cfg.UnreadableCfgException;
import dev.hvsdk.xen.internal.cfg.VifSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A dom0 without Xen: xl 4.17.7 as it was recorded in a real one, with domains in memory. What the SDK has a shell do is done by a real
 * one, with an xl that lists, saves and restores.
 *
 * <p>It does not imitate: guests that do not obey, HVM guests' buttons, hotplug scripts, the host's limits of memory. Thread-safe.
 */
final class StandInXl implements CommandRunner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOM0 = """
            Name                                        ID   Mem VCPUs\tState\tTime(s)   UUID                            Reason-Code\tSecurity Label
            Domain-0                                     0   512     2     r-----     233.4 00000000-0000-0000-0000-000000000000        -                -
            """;
    private static final String XL = """
            #!/bin/sh
            cd "${0%/*}" || exit
            case "$1 $2" in
              "list -v") exec cat list-v ;;
              "list -l") exec cat list-l ;;
              save*) echo "Saving to $3 new xl format (info 0x3/0x0/1458)" >&2; cp "domain-$2" "$3" && : >"ended-$2" ;;
              restore*) echo "Loading new save file $2 (new xl fmt info 0x3/0x0/1458)" >&2; cp "$2" restored ;;
              *) echo 'command not implemented' >&2; exit 1 ;;
            esac
            """;

    /** Of the lab's {@code xl dmesg}; parts are left out. */
    private static final String LOG = """
            (XEN) [    1.750617] I/O virtualisation disabled
            (XEN) [    3.230799] HVM: ASIDs enabled.
            (XEN) [    3.231678] SVM: Supported advanced features:
            (XEN) [    3.231789]  - Nested Page Tables (NPT)
            (XEN) [    3.231920] HVM: SVM enabled
            """;

    /** The one PCI function that is kept for guests. */
    static final String CARD = "0000:03:00.0";

    /** How often a guest is listed until it has done what it was asked for. */
    private static final int LOOKS = 2;

    /** Where a shell has the name of what it does. */
    private static final int CONSOLE = 3;

    private static final Map<String, String> REQUESTS = Map.of("poweroff", "", "reboot", "");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StandInConsoles consoles = new StandInConsoles();
    private final Path directory;
    private final String information;

    /** Guarded by {@link #lock}, as all below. */
    private final Map<Integer, StandInDomain> domains = new LinkedHashMap<>();

    private int next = 1;
    private int changes;

    /**
     * One without guests.
     *
     * @param directory an empty one for its files
     * @param information what {@code xl info} prints
     */
    StandInXl(Path directory, String information) {
        this.directory = directory;
        this.information = information;
        write("xl", XL);
        try {
            Files.setPosixFilePermissions(directory.resolve("xl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of a tool: xl is the one that a shell can run. */
    String locate(String tool) {
        return tool.equals("xl") ? directory.resolve("xl").toString() : tool;
    }

    @Override
    public CommandResult run(Command command) {
        List<String> words = command.arguments();
        if (words.get(0).equals("xenstore-watch")) {
            return watch(command, words.get(words.size() - 1));
        }
        if (words.size() > CONSOLE + 1 && words.get(CONSOLE).equals("console")) {
            return consoles.run(command, words.get(CONSOLE + 1));
        }
        lock.lock();
        try {
            if (words.get(0).equals(locate("xl"))) {
                return xl(words.get(1), words.subList(2, words.size()));
            }
            if (words.get(0).equals("find")) {
                return CommandResult.of(0, "/sys/bus/pci/drivers/pciback/" + CARD + "\n", "");
            }
            return words.get(0).startsWith("xenstore-") ? xenstore(words) : program(command);
        } finally {
            lock.unlock();
        }
    }

    /** Says at once that it listens, and then each time that a domain has come or gone. It never ends. */
    private CommandResult watch(Command command, String path) {
        Consumer<? super byte[]> listener = command.outputListener().orElseThrow();
        byte[] line = (path + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            lock.lockInterruptibly();
            try {
                while (true) {
                    listener.accept(line);
                    int told = changes;
                    while (changes == told) {
                        changed.await();
                    }
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException("xenstore-watch", e);
        }
    }

    private void tell() {
        changes++;
        changed.signalAll();
    }

    private void remove(int domain) {
        domains.remove(domain);
        tell();
    }

    private CommandResult program(Command command) {
        boolean isListing = command.arguments().contains("xl list");
        if (isListing) {
            doWhatWasAsked();
        }
        writeListings();
        CommandResult result = CommandRunner.local().run(command);
        readChanges();
        return result;
    }

    private void doWhatWasAsked() {
        for (StandInDomain domain : List.copyOf(domains.values())) {
            if (!domain.request.isEmpty() && !domain.isPaused && ++domain.looks >= LOOKS) {
                remove(domain.id);
                if (domain.request.equals("reboot")) {
                    add(new StandInDomain(next, domain.content, false));
                }
            }
        }
    }

    private void add(StandInDomain domain) {
        domains.put(domain.id, domain);
        next++;
        tell();
    }

    private void writeListings() {
        StringBuilder lines = new StringBuilder(DOM0);
        ArrayNode details = JSON.createArrayNode();
        domains.values().forEach(domain -> {
            lines.append(domain.line());
            details.add(domain.details());
            write("domain-" + domain.id, domain.content);
        });
        write("list-v", lines.toString());
        write("list-l", details.toPrettyString());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readChanges() {
        try {
            for (int id : List.copyOf(domains.keySet())) {
                if (Files.deleteIfExists(directory.resolve("ended-" + id))) {
                    remove(id);
                }
            }
            Path restored = directory.resolve("restored");
            if (Files.exists(restored)) {
                add(new StandInDomain(next, Files.readString(restored), false));
                Files.delete(restored);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandResult xl(String verb, List<String> words) {
        return switch (verb) {
            case "info" -> CommandResult.of(0, information, "");
            case "list" -> list(words);
            case "pci-assignable-list" -> CommandResult.of(0, CARD + " \n", "");
            case "dmesg" -> CommandResult.of(0, LOG, "");
            case "create" -> create(Path.of(words.get(words.size() - 1)), words.contains("-p"));
            case "destroy" -> destroy(words.get(0));
            case "pause", "unpause" ->
                find(words.get(0))
                        .map(domain -> pause(domain, verb.equals("pause")))
                        .orElseGet(() -> nobody(words.get(0)));
            default -> change(verb, words);
        };
    }

    private CommandResult list(List<String> words) {
        doWhatWasAsked();
        if (words.size() == 1) {
            writeListings();
            return CommandResult.of(0, read("list-v"), "");
        }
        String word = words.get(1);
        return find(word)
                .map(domain -> CommandResult.of(0, domain.line(), ""))
                .orElseGet(() -> failed(1, "Error: Domain '" + word + "' does not exist."));
    }

    private CommandResult create(Path file, boolean isPaused) {
        String said = "Parsing config from " + file + "\n";
        String content;
        try {
            content = Files.readString(file);
            CfgGuest.of(CfgFile.parse(content)).check();
        } catch (IOException e) {
            return failed(3, "Failed to read config file: " + file + ": No such file or directory");
        } catch (UnreadableCfgException e) {
            return failed(
                    1,
                    said + file
                            + ":1: config parsing error near `\"x': lexical error\nFailed to parse config: Invalid argument");
        }
        StandInDomain domain = new StandInDomain(next, content, isPaused);
        String why = obstacle(domain);
        if (!why.isEmpty()) {
            next++;
            return failed(3, said + why);
        }
        add(domain);
        return CommandResult.of(0, "", said);
    }

    private String obstacle(StandInDomain domain) {
        if (domains.values().stream().anyMatch(other -> other.name.equals(domain.name))) {
            return "libxl: error: libxl_domain.c:81:libxl__domain_rename: Domain " + domain.id + ":Domain with name \""
                    + domain.name
                    + "\" already exists.\nlibxl: error: libxl_create.c:1296:initiate_domain_create: Domain "
                    + domain.id
                    + ":cannot make domain: -6";
        }
        return domain.guest
                .findKernel()
                .filter(kernel -> !Files.exists(Path.of(kernel)))
                .map(kernel -> "xc: error: panic: xg_dom_core.c:205: failed to open file '" + kernel
                        + "': No such file or directory: Internal error\nlibxl: error: libxl_dom.c:646:libxl__build_pv: "
                        + "xc_dom_kernel_file failed: No such file or directory\nlibxl: error: libxl_create.c:1640:"
                        + "domcreate_rebuild_done: Domain " + domain.id + ":cannot (re-)build domain: -3")
                .orElse("");
    }

    private static CommandResult failed(int code, String said) {
        return CommandResult.of(code, "", said + "\n");
    }

    private Optional<StandInDomain> find(String word) {
        return domains.values().stream()
                .filter(domain -> Integer.toString(domain.id).equals(word) || domain.name.equals(word))
                .findFirst();
    }

    private static CommandResult nobody(String word) {
        return failed(1, word + " is an invalid domain identifier (rc=-6)");
    }

    private CommandResult destroy(String word) {
        Optional<StandInDomain> domain = find(word);
        domain.ifPresent(one -> remove(one.id));
        return domain.isPresent()
                ? CommandResult.of(0, "", "")
                : failed(
                        1,
                        "libxl: error: libxl_domain.c:1183:libxl__destroy_domid: Domain " + word
                                + ":Non-existant domain\n" + "destroy failed (rc=-21)");
    }

    /** A second unpause is an error that xl prints and then forgets. */
    private static CommandResult pause(StandInDomain domain, boolean isPaused) {
        boolean isLate = !isPaused && !domain.isPaused;
        domain.isPaused = isPaused;
        return CommandResult.of(
                0,
                "",
                isLate
                        ? "libxl: error: libxl_domain.c:688:domain_unpause_done: Domain " + domain.id
                                + ":Unpausing domain: Invalid argument\n"
                        : "");
    }

    private CommandResult change(String verb, List<String> words) {
        String word = words.stream()
                .filter(each -> find(each).isPresent())
                .findFirst()
                .orElse(words.get(0));
        Optional<StandInDomain> found = find(word);
        if (found.isEmpty()) {
            return nobody(word);
        }
        StandInDomain domain = found.get();
        List<String> rest = words.subList(words.indexOf(word) + 1, words.size());
        return switch (verb) {
            case "mem-set" -> setMemory(domain, rest.get(0));
            case "vcpu-set" -> setVcpus(domain, Integer.parseInt(rest.get(0)));
            case "sched-credit2" -> share(domain, rest);
            case "block-attach" -> attachDisk(domain, rest.get(0));
            case "block-detach" -> detachDisk(domain, rest.get(0));
            case "network-attach" -> attachCard(domain, rest);
            case "network-detach" -> detachCard(domain, rest.get(0));
            default -> failed(1, "command not implemented");
        };
    }

    private static CommandResult setMemory(StandInDomain domain, String size) {
        long kibibytes = Long.parseLong(size.substring(0, size.length() - 1)) << 10;
        if (kibibytes > domain.most) {
            return failed(
                    1,
                    "libxl: error: libxl_mem.c:278:libxl_set_memory_target: Domain " + domain.id
                            + ":memory_dynamic_max must be less than or equal to memory_static_max\n\ncannot set domid "
                            + domain.id
                            + " dynamic max memory to : " + size);
        }
        domain.target = kibibytes;
        return CommandResult.of(0, "", "");
    }

    private static CommandResult setVcpus(StandInDomain domain, int count) {
        domain.vcpus = Math.min(count, domain.guest.maxVcpus());
        return CommandResult.of(0, "", "");
    }

    private static CommandResult share(StandInDomain domain, List<String> options) {
        for (int at = 0; at + 1 < options.size(); at += 2) {
            int value = Integer.parseInt(options.get(at + 1));
            domain.weight = options.get(at).equals("-w") ? value : domain.weight;
            domain.cap = options.get(at).equals("-c") ? value : domain.cap;
        }
        return CommandResult.of(0, "", "");
    }

    private static CommandResult attachDisk(StandInDomain domain, String text) {
        DiskSpec disk = DiskSpec.parse(text);
        if (domain.disks.stream().anyMatch(other -> other.vdev().equals(disk.vdev()))) {
            return failed(
                    1,
                    "libxl: error: libxl_disk.c:343:device_disk_add: Domain " + domain.id
                            + ":device already exists in xenstore\n"
                            + "libxl: error: libxl_device.c:1486:device_addrm_aocomplete: unable to add device\nlibxl_device_disk_add failed.");
        }
        if (!Files.exists(Path.of(disk.findTarget().orElseThrow()))) {
            return failed(
                    1,
                    "libxl: error: libxl_device.c:455:libxl__device_disk_set_backend: Disk vdev=" + disk.vdev()
                            + " failed to stat: " + disk.target() + ": No such file or directory\n"
                            + "libxl: error: libxl_device.c:1486:device_addrm_aocomplete: unable to add device\nlibxl_device_disk_add failed.");
        }
        domain.disks.add(disk);
        return CommandResult.of(0, "", "");
    }

    private static CommandResult detachDisk(StandInDomain domain, String vdev) {
        return domain.disks.removeIf(disk -> disk.vdev().equals(vdev))
                ? CommandResult.of(0, "", "")
                : failed(1, "Error: Device " + vdev + " not connected.");
    }

    /** One word for each key; commas are part of a value. */
    private static CommandResult attachCard(StandInDomain domain, List<String> words) {
        Map<String, String> parts = new LinkedHashMap<>();
        words.forEach(word -> parts.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
        domain.vifs.add(new VifSpec(parts));
        return CommandResult.of(0, "", "");
    }

    private static CommandResult detachCard(StandInDomain domain, String mac) {
        return domain.vifs.removeIf(vif -> vif.findMac().filter(mac::equals).isPresent())
                ? CommandResult.of(0, "", "")
                : failed(1, "Unknown device " + mac + ".");
    }

    private CommandResult xenstore(List<String> words) {
        List<String> path = Arrays.asList(words.get(1).split("/"));
        Optional<StandInDomain> domain = find(path.get(3));
        String key = path.get(path.size() - 1);
        if (domain.isPresent() && words.get(0).equals("xenstore-write") && key.equals("shutdown")) {
            domain.get().request = REQUESTS.containsKey(words.get(2)) ? words.get(2) : "";
            return CommandResult.of(0, "", "");
        }
        if (domain.isPresent() && key.equals("tty")) {
            return CommandResult.of(0, "/dev/pts/" + domain.get().id + "\n", "");
        }
        boolean isThere = domain.isPresent()
                && Stream.of("feature-poweroff", "feature-reboot").anyMatch(key::equals);
        return isThere
                ? CommandResult.of(0, "1\n", "")
                : failed(1, words.get(0) + ": couldn't read path " + words.get(1));
    }
}
