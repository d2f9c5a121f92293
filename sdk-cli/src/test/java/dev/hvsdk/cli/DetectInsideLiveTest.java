/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static dev.hvsdk.cli.InsideCase.root;
import static dev.hvsdk.cli.InsideCase.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.live.Dockerd;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.LxcPath;
import dev.hvsdk.live.Lxd;
import dev.hvsdk.live.Machined;
import dev.hvsdk.live.PodmanService;
import dev.hvsdk.live.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts each engine, and asks this command and two others, in the same container, what is around them. */
@LongRunning
@Live({Engine.DETECTORS, Engine.CONTAINER_IMAGE})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DetectInsideLiveTest {
    private static final String WRITE = "hvsdk.inside.write";
    private static final List<String> AS_USER = List.of("--reuid=1000", "--regid=1000", "--clear-groups");

    /** Its words: the directory, user and group, pairs of what is mounted where, and behind {@code --} what to run. */
    private static final String CHROOT = """
            cd "$1"
            user=$2
            shift 2
            mount -t proc proc proc
            mount --rbind /sys sys
            mount --rbind /dev dev
            while [ "$1" != -- ]; do
              mount --bind "$1" ".$2"
              shift 2
            done
            shift
            exec chroot --userspec="$user" . "$@"
            """;

    private final InsidePage page = new InsidePage();
    private int containers;
    private InsideKit kit;
    private InsideAnswer outside;

    @BeforeAll
    void pack() throws IOException {
        kit = InsideKit.pack();
        outside = InsideAnswer.parse(run("env", kit.askOnTheMachine()));
        InsideAnswer user = InsideAnswer.parse(run("env", words(List.of(setpriv()), kit.askOnTheMachine())));
        assertThat(user.machine())
                .as("the machine tells root and others the same hypervisor")
                .isEqualTo(outside.machine());
    }

    @AfterAll
    void unpack() {
        if (kit != null) {
            kit.close();
        }
    }

    private static String run(String program, List<String> words) {
        return Tool.here(program).run(words.toArray(String[]::new));
    }

    private static List<String> words(List<String> first, List<String> then) {
        return Stream.of(first, then).flatMap(List::stream).toList();
    }

    /** Looks at what was answered, and notes it for the page. */
    private void check(InsideCase place, String output) {
        InsideAnswer answer = InsideAnswer.parse(output);
        assertThat(answer.uid()).isEqualTo(place.uid());
        assertThat(answer.machine()).as("what the machine is: %s", output).isEqualTo(outside.machine());
        assertThat(answer.around(outside)).as(output).map(Object::toString).isEqualTo(place.expected());
        assertThat(answer.layers())
                .allSatisfy(layer -> assertThat(layer.sources()).isNotEmpty());
        page.add(place, answer, outside);
    }

    Stream<Arguments> machine() {
        return Stream.of(
                argument(root("nothing").onTheMachinesRoot()),
                argument(user("nothing").onTheMachinesRoot(), setpriv()),
                argument(root("`unshare --mount`").onTheMachinesRoot(), "unshare", "--mount"),
                argument(
                        root("`unshare --map-root-user` of user 1000").onTheMachinesRoot(),
                        words(List.of(setpriv()), "unshare", "--map-root-user")),
                argument(
                        root("`unshare --pid --fork`", "container-other (possible)")
                                .onTheMachinesRoot(),
                        "unshare",
                        "--pid",
                        "--fork"),
                argument(
                        root("`unshare --pid --fork --mount-proc --uts --ipc --cgroup`", "container-other (likely)")
                                .onTheMachinesRoot(),
                        "unshare",
                        "--pid",
                        "--fork",
                        "--mount-proc",
                        "--uts",
                        "--ipc",
                        "--cgroup"));
    }

    private static String[] setpriv() {
        return words(List.of("setpriv"), AS_USER).toArray(String[]::new);
    }

    private static String[] words(List<String> first, String... then) {
        return words(first, List.of(then)).toArray(String[]::new);
    }

    private static Arguments argument(InsideCase place, String... words) {
        return argumentSet(place.toString(), place, List.of(words));
    }

    private String newName() {
        return "inside-" + containers++;
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource
    void machine(InsideCase place, List<String> words) {
        List<String> ask = place.isRoot() ? kit.askOnTheMachine() : words(List.of("env", "-i"), kit.askOnTheMachine());
        check(place, run("env", words(words, ask)));
    }

    Stream<Arguments> chroot() {
        return Stream.of(argument(root("`chroot`"), "0:0"), argument(user("`chroot`"), "1000:1000"));
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource
    void chroot(InsideCase place, List<String> user) throws IOException {
        List<String> words = new ArrayList<>(List.of("--mount", "sh", "-euc", CHROOT, "sh"));
        words.addAll(List.of(kit.root().toString(), user.get(0)));
        kit.mounts().forEach((from, to) -> words.addAll(List.of(from, to)));
        words.add("--");
        check(place, run("unshare", words(words, place.ask())));
    }

    Stream<Arguments> bubblewrap() {
        return Stream.of(
                argument(root("bubblewrap, a root of its own making", "bubblewrap (likely)")),
                argument(root("bubblewrap `--unshare-pid`", "bubblewrap (certain)"), "--unshare-pid"),
                argument(user("bubblewrap `--unshare-user`", "bubblewrap (likely)"), "--unshare-user"),
                argument(user("bubblewrap `--unshare-all`", "bubblewrap (certain)"), "--unshare-all"),
                argument(root("bubblewrap `--ro-bind ROOT /`"), "--ro-bind", "ROOT", "/"),
                argument(
                        root("bubblewrap `--ro-bind ROOT / --unshare-pid`", "bubblewrap (likely)"),
                        "--ro-bind",
                        "ROOT",
                        "/",
                        "--unshare-pid"),
                argument(
                        user("bubblewrap `--ro-bind ROOT / --unshare-all`", "bubblewrap (likely)"),
                        "--ro-bind",
                        "ROOT",
                        "/",
                        "--unshare-all"));
    }

    @Order(3)
    @ParameterizedTest
    @MethodSource
    @Live(Engine.BUBBLEWRAP)
    void bubblewrap(InsideCase place, List<String> options) throws IOException {
        List<String> words = new ArrayList<>(place.isRoot() ? List.of() : List.of(setpriv()));
        words.add("bwrap");
        options.forEach(option -> words.add(option.equals("ROOT") ? kit.root().toString() : option));
        kit.mounts().forEach((from, to) -> words.addAll(List.of("--ro-bind", from, to)));
        if (!options.contains("ROOT")) {
            words.addAll(List.of("--symlink", "usr/bin", "/bin"));
        }
        words.addAll(List.of("--ro-bind", "/sys", "/sys", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        check(place, run("env", words(words, place.ask())));
    }

    Stream<Arguments> docker() {
        return Stream.of(
                argument(root("Docker", "docker (certain)")),
                argument(user("Docker", "docker (certain)"), "--user=1000:1000"),
                argument(
                        root("Docker `--init --cgroupns=private`", "docker (certain)"), "--init", "--cgroupns=private"),
                argument(root("Docker `--pid=host`", "docker (certain)"), "--pid=host"));
    }

    @Order(4)
    @ParameterizedTest
    @MethodSource
    @Live(Engine.DOCKER)
    void docker(InsideCase place, List<String> options) throws IOException {
        Dockerd docker = Dockerd.shared();
        check(place, docker.cli().run(engineWords(options, docker.image(), place)));
    }

    /** The words that Docker and Podman share. */
    private String[] engineWords(List<String> options, String image, InsideCase place) throws IOException {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "--network=none"));
        words.addAll(options);
        kit.mounts().forEach((from, to) -> words.addAll(List.of("--volume", from + ":" + to + ":ro")));
        words.add(image);
        return words(words, place.ask()).toArray(String[]::new);
    }

    Stream<Arguments> podman() {
        return Stream.of(
                argument(root("Podman", "podman (certain)")),
                argument(user("Podman", "podman (certain)"), "--user=1000:1000"),
                argument(root("Podman, `container=` emptied", "podman (certain)"), "--env=container="),
                argument(
                        user("Podman, `container=` emptied", "podman (certain)"),
                        "--env=container=",
                        "--user=1000:1000"),
                argument(root("Podman `--pid=host`", "podman (certain)"), "--pid=host"));
    }

    @Order(5)
    @ParameterizedTest
    @MethodSource
    @Live(Engine.PODMAN)
    void podman(InsideCase place, List<String> options) throws IOException {
        PodmanService podman = PodmanService.shared();
        check(place, podman.cli().run(engineWords(options, podman.image(), place)));
    }

    Stream<Arguments> lxc() {
        return Stream.of(
                argument(root("LXC", "lxc (certain)"), "lxc-start"),
                argument(user("LXC", "lxc (certain)"), "lxc-start"),
                argument(root("LXC, root in another place", "lxc (certain)"), "lxc-start", "moved"),
                argument(user("LXC, root in another place", "lxc (certain)"), "lxc-start", "moved"),
                argument(root("`lxc-execute`", "lxc (certain)"), "lxc-execute"),
                argument(user("`lxc-execute`", "lxc (certain)"), "lxc-execute"));
    }

    @Order(6)
    @ParameterizedTest
    @MethodSource
    @Live(Engine.LXC)
    void lxc(InsideCase place, List<String> how) throws IOException {
        LxcPath lxc = LxcPath.shared();
        String name = newName();
        create(lxc, name, how.contains("moved"));
        Tool tool = lxc.tool(how.get(0).equals("lxc-execute") ? "lxc-execute" : "lxc-attach");
        if (how.get(0).equals("lxc-start")) {
            lxc.tool("lxc-start").run("-n", name);
        }
        List<String> words = List.of("-n", name, "--uid=" + place.uid(), "--gid=" + place.uid(), "--");
        check(place, tool.run(words(words, place.ask()).toArray(String[]::new)));
        if (how.get(0).equals("lxc-start")) {
            lxc.tool("lxc-stop").run("-n", name, "--kill");
        }
        lxc.tool("lxc-destroy").run("-n", name);
    }

    private void create(LxcPath lxc, String name, boolean isMoved) throws IOException {
        lxc.create(name);
        Path root = lxc.path().resolve(name).resolve("rootfs");
        Path config = lxc.path().resolve(name).resolve("config");
        StringBuilder text = new StringBuilder(Files.readString(config));
        for (Map.Entry<String, String> mount : kit.mounts().entrySet()) {
            text.append("lxc.mount.entry = %s %s none bind,ro,create=dir 0 0\n"
                    .formatted(mount.getKey(), mount.getValue().substring(1)));
        }
        Path moved = lxc.directory().resolve(name + "-root");
        if (isMoved) {
            Files.move(root, moved);
        }
        Files.writeString(config, isMoved ? text.toString().replace(root.toString(), moved.toString()) : text);
    }

    Stream<Arguments> lxd() {
        return Stream.of(
                argument(root("LXD", "lxd (certain)")),
                argument(user("LXD", "lxd (certain)")),
                argument(root("LXD, privileged", "lxd (certain)"), "--config=security.privileged=true"),
                argument(user("LXD, privileged", "lxd (certain)"), "--config=security.privileged=true"));
    }

    @Order(7)
    @ParameterizedTest
    @MethodSource
    @Live(Engine.LXD)
    void lxd(InsideCase place, List<String> options) throws IOException {
        Lxd lxd = Lxd.shared();
        String name = newName();
        lxd.cli().with("init", lxd.image(), name).run(options.toArray(String[]::new));
        int number = 0;
        for (Map.Entry<String, String> mount : kit.mounts().entrySet()) {
            lxd.cli()
                    .run(
                            "config",
                            "device",
                            "add",
                            name,
                            "inside-" + number++,
                            "disk",
                            "source=" + mount.getKey(),
                            "path=" + mount.getValue(),
                            "readonly=true");
        }
        lxd.cli().run("start", name);
        List<String> words = List.of("exec", name, "--user=" + place.uid(), "--group=" + place.uid(), "--");
        check(place, lxd.cli().run(words(words, place.ask()).toArray(String[]::new)));
        lxd.cli().run("delete", "--force", name);
    }

    Stream<Arguments> nspawn() {
        return Stream.of(
                argument(root("systemd-nspawn", "systemd-nspawn (certain)")),
                argument(user("systemd-nspawn", "systemd-nspawn (certain)"), "--user=user"),
                argument(
                        root("systemd-nspawn `--private-users=pick --as-pid2`", "systemd-nspawn (certain)"),
                        "--private-users=pick",
                        "--as-pid2"));
    }

    @Order(8)
    @ParameterizedTest
    @MethodSource
    @Live(Engine.NSPAWN)
    void nspawn(InsideCase place, List<String> options) throws IOException {
        Machined machined = Machined.shared();
        String name = newName();
        machined.create(name);
        List<String> words = new ArrayList<>(List.of("--quiet", "--pipe", "--machine=" + name));
        words.addAll(options);
        kit.copiedTo(machined.directory().resolve(name))
                .forEach((from, to) -> words.add("--bind-ro=" + from + ":" + to));
        words.add("--");
        check(
                place,
                machined.tool("systemd-nspawn").run(words(words, place.ask()).toArray(String[]::new)));
    }

    /** With all engines there is a page, and it has to be the committed one. */
    @Order(9)
    @Test
    void thePageIsThatOfThisRun() throws IOException {
        long places = Stream.of(machine(), chroot(), bubblewrap(), docker(), podman(), lxc(), lxd(), nspawn())
                .mapToLong(Stream::count)
                .sum();
        assumeTrue(page.size() == places, "an engine is not here, or did not answer as it has to");
        List<String> lines = page.lines(outside);
        if (Boolean.getBoolean(WRITE)) {
            Files.write(InsidePage.PATH, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }
        assertThat(InsidePage.comparable(InsidePage.committed()))
                .as("docs/detection-inside.md is out of date; if that is meant, run this with -D%s=true", WRITE)
                .isEqualTo(InsidePage.comparable(lines));
    }
}
