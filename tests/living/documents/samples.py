"""Small documents in words of our own, and how tests put them into the database."""

from __future__ import annotations

from typing import Any

from lotrinh.living.documents import services
from lotrinh.living.documents.models import Document

PLAN = """ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Số: 45/KH-UBND
Lạng Sơn, ngày 12 tháng 02 năm 2024

KẾ HOẠCH
Thực hiện Nghị quyết số 20/NQ-CP ngày 05/01/2024 của Chính phủ về trồng rừng đến năm 2030

Căn cứ Nghị quyết số 7-NQ/TU ngày 03/01/2024 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:

I. MỤC TIÊU ĐẾN NĂM 2030

1. Tỷ lệ che phủ rừng đến năm 2030 đạt 65%.
2. Diện tích rừng trồng mới đến năm 2030 đạt trên 12.000 ha.
3. Thu nhập bình quân đầu người đến năm 2030 đạt khoảng 120 triệu đồng.

II. NHIỆM VỤ

1. Sở Tài chính
- Chủ trì, phối hợp với Sở Y tế xây dựng đề án vốn trồng rừng, trình Ủy ban nhân dân tỉnh trước ngày 30/6/2025.
- Hướng dẫn các cơ quan lập dự toán hằng năm.
2. Sở Y tế
- Kiểm tra nguồn nước đầu nguồn trong năm 2026.
"""

CORRECTED = PLAN.replace("65%", "67%").replace("- Hướng dẫn các cơ quan lập dự toán hằng năm.\n", "")

REPORT = """BÁO CÁO
Kết quả trồng rừng năm 2024

Năm 2024, tỷ lệ che phủ rừng đạt 64,1%, tăng 0,3% so với năm 2023.
Thu nhập bình quân đầu người năm 2024 ước đạt 71 triệu đồng, đạt 98% kế hoạch.
"""


def read(text: str = PLAN, name: str = "ke-hoach.txt", by: Any = None, **more: Any) -> Document:
    """A document that was stored and read."""
    return services.read(services.store(text.encode(), name, by, **more))
