"""The desk in five pictures, for docs/import.md: a made-up policy, two editors, a real browser.

python -m benchmarks.desk_strip FOLDER      # writes docs/desk/1.png … 5.png
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from assistant.settings import load_settings
from assistant.web.app import create_app
from assistant.web.gate.keys import add_key
from assistant.web.serve import listen
from benchmarks.imported import ROOT, cewen

POLICY = """\
泉州市促进数字经济发展若干措施
泉州市人民政府办公室
2024年5月6日
第一条 云服务补助。对购买云服务的企业，按不超过云服务费用的40%给予补助，每家企业每年最高60万元。
第二条 认证奖励。对首次获评国家级、省级示范企业的，分别给予一次性奖励50万元、20万元。
第三条 本措施自2024年6月1日起施行，有效期3年。
"""
SIZE = {"width": 1180, "height": 760}


def take(page: Page, n: int) -> None:
    page.screenshot(path=ROOT / "docs" / "desk" / f"{n}.png")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    document = folder / "quanzhou-2024.txt"
    document.write_text(POLICY, encoding="utf-8")
    cewen("init", folder / "work", "--empty")
    cewen("--workspace", folder / "work", "add", document)
    app = create_app(load_settings(str(folder / "work"), {"CEWEN_REVIEWERS": "2"}))
    keys = [add_key(app.state.services.store, name, ["desk"], 0)[1] for name in ("甲", "乙")]
    sockets = [listen("127.0.0.1", 0)]
    port = sockets[0].getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    threading.Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    (ROOT / "docs" / "desk").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for n, key in enumerate(keys):
            page = browser.new_context(viewport=SIZE).new_page()  # type: ignore[arg-type]
            page.goto(f"http://127.0.0.1:{port}/desk")
            if n == 0:
                take(page, 1)
            page.get_by_label("密钥").fill(key)
            page.get_by_role("button", name="进入").click()
            page.get_by_role("link", name="泉州市").click()
            if n == 0:
                take(page, 2)
                page.keyboard.press("e")
                typed = page.locator("textarea")
                typed.fill(typed.input_value().replace("'0.4'", "'0.9'"))
                page.get_by_role("button", name="校对并保存").click()
                page.get_by_role("alert").wait_for()
                take(page, 3)
                page.goto(f"http://127.0.0.1:{port}/desk/quanzhou-2024")
            for _ in range(2):
                if n == 1:
                    page.locator(".desk-accepted").wait_for()
                    if page.locator("h2", has_text="提议 1 / 2").count():
                        take(page, 4)
                with page.expect_navigation():
                    page.keyboard.press("y")
        page.get_by_text("全部规则已核定").wait_for()
        take(page, 5)
        browser.close()
    server.should_exit = True


if __name__ == "__main__":
    main()
