package sample;

final class ListBackends {
    private ListBackends() {}
    public static void main(String[] args) {
        System.out.println(dev.hvsdk.api.unit.MemorySize.class.getModule() + " " + ModuleLayer.boot().findModule("dev.hvsdk.testkit"));
    }
}
